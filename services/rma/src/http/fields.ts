import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional, type ApiPropertyOptions } from '@nestjs/swagger';
import { cityField, faultNumberField, serialField, siteField, textField } from '@rotables/contracts';
import { SentText } from '@rotables/service-host';
import { IsBoolean, IsIn, IsOptional } from 'class-validator';

const longestText = textField.maxLength ?? 2_000;
const faultNumber = { pattern: faultNumberField.pattern ?? '' };
const toFaultNumber = { example: 'FR-20130416-0007', expectation: 'a fault number like "FR-20130416-0007"' };
const city = { pattern: cityField.pattern ?? '' };
const toCity = { example: 'DL', expectation: 'a city code like "DL", 2 to 5 capital letters' };

/** A text that must be there, 1 to `most` characters. */
export function Text(example: string, description: string, most = 200): PropertyDecorator {
  return SentText({ maxLength: most }, { example, description });
}

/** A longer text, up to 2,000 characters. */
export function LongText(example: string, description: string): PropertyDecorator {
  return SentText({ maxLength: longestText }, { example, description, hasLines: true });
}

export function OptionalText(example: string, description: string, most = 200): PropertyDecorator {
  return SentText({ maxLength: most }, { example, description, isOptional: true, hasLines: most >= longestText });
}

export function OneOf(words: readonly string[], example: string, description: string): PropertyDecorator {
  return applyDecorators(ApiProperty({ example, description, enum: [...words] }), IsIn(words));
}

export function OptionalOneOf(words: readonly string[], example: string, description: string): PropertyDecorator {
  return applyDecorators(ApiPropertyOptional({ example, description, enum: [...words] }), IsOptional(), IsIn(words));
}

export function Flag(example: boolean, description: string): PropertyDecorator {
  return applyDecorators(ApiProperty({ example, description }), IsBoolean());
}

/** Business time of the command; now where it is left out. */
export function StatedInstant(example = '2013-04-16T02:10:00Z'): PropertyDecorator {
  const description = 'When it happened, ISO 8601 with offset; now if left out, never in the future.';
  return SentText({ maxLength: 40 }, { example, description, isOptional: true, format: 'date-time' });
}

export function Serial(description = "The unit's serial, as scanned."): PropertyDecorator {
  return SentText({ maxLength: serialField.maxLength ?? 64 }, { example: '9VS3FM1J', description });
}

export function FaultNumber(description = 'The number that the customer asks by.'): PropertyDecorator {
  return SentText(faultNumber, { ...toFaultNumber, description });
}

export function OptionalFaultNumber(description = 'Only of this case.'): PropertyDecorator {
  return SentText(faultNumber, { ...toFaultNumber, description, isOptional: true });
}

export function Site(description = 'Site code.'): PropertyDecorator {
  const expectation = 'a site code like "SY", 2 to 20 capital letters, digits or hyphens';
  return SentText({ pattern: siteField.pattern ?? '' }, { example: 'SY', description, expectation });
}

export function City(description = 'City code.'): PropertyDecorator {
  return SentText(city, { ...toCity, description });
}

export function OptionalCity(description = 'Only of this city.'): PropertyDecorator {
  return SentText(city, { ...toCity, description, isOptional: true });
}

/** A member of an answer, with its example. */
export function Shown(example: ApiPropertyOptions['example'], description?: string): PropertyDecorator {
  // A closed list of words is no class that could be looked up by its type.
  const type = typeof example === 'string' ? { type: String } : {};
  if (Array.isArray(example)) return ApiProperty({ type: 'array', items: {}, example });
  return ApiProperty({ ...type, example, ...(description === undefined ? {} : { description }) });
}

/** A member of an answer that may be null. */
export function ShownOrNull(
  type: 'string' | 'number' | 'boolean' | 'object',
  example: string | number | boolean | object | null = null,
): PropertyDecorator {
  return type === 'object'
    ? ApiProperty({ type: 'object', additionalProperties: true, nullable: true, example })
    : ApiProperty({ type, nullable: true, example });
}
