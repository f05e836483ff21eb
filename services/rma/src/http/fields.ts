import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional, type ApiPropertyOptions } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional, IsString, Matches, MaxLength, MinLength } from 'class-validator';

const longestText = 2_000;

/** A text that must be there, 1 to `most` characters. */
export function Text(example: string, description: string, most = 200): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ example, description, minLength: 1, maxLength: most }),
    IsString(),
    MinLength(1),
    MaxLength(most),
  );
}

/** A longer text, up to 2,000 characters. */
export function LongText(example: string, description: string): PropertyDecorator {
  return Text(example, description, longestText);
}

export function OptionalText(example: string, description: string, most = 200): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ example, description, minLength: 1, maxLength: most }),
    IsOptional(),
    IsString(),
    MinLength(1),
    MaxLength(most),
  );
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
  return applyDecorators(
    ApiPropertyOptional({
      example,
      description: 'When it happened, ISO 8601 with offset; now if left out, never in the future.',
    }),
    IsOptional(),
    IsString(),
  );
}

export function Serial(description = "The unit's serial, as scanned."): PropertyDecorator {
  return Text('9VS3FM1J', description, 80);
}

export function FaultNumber(description = 'The number that the customer asks by.'): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ example: 'FR-20130416-0007', description }),
    Matches(/^FR-\d{8}-\d{4,6}$/, { message: 'must be a fault number like "FR-20130416-0007"' }),
  );
}

export function OptionalFaultNumber(description = 'Only of this case.'): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ example: 'FR-20130416-0007', description }),
    IsOptional(),
    Matches(/^FR-\d{8}-\d{4,6}$/, { message: 'must be a fault number like "FR-20130416-0007"' }),
  );
}

export function Site(description = 'Site code.'): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ example: 'SY', description }),
    Matches(/^[A-Z0-9-]{2,20}$/, {
      message: 'must be a site code like "SY", 2 to 20 capital letters, digits or hyphens',
    }),
  );
}

export function City(description = 'City code.'): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ example: 'DL', description }),
    Matches(/^[A-Z]{2,5}$/, { message: 'must be a city code like "DL", 2 to 5 capital letters' }),
  );
}

export function OptionalCity(description = 'Only of this city.'): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ example: 'DL', description }),
    IsOptional(),
    Matches(/^[A-Z]{2,5}$/, { message: 'must be a city code like "DL", 2 to 5 capital letters' }),
  );
}

/** A member of an answer, with its example. */
export function Shown(example: ApiPropertyOptions['example'], description?: string): PropertyDecorator {
  return ApiProperty({ example, ...(description === undefined ? {} : { description }) });
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
