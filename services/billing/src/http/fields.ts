import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { cityField, dateField } from '@rotables/contracts';
import { PageQuery, SentText } from '@rotables/service-host';
import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import {
  largestFen,
  parseBusinessDate,
  parseCityCode,
  type BusinessDate,
  type CityCode,
} from '@rotables/domain-kernel';

const longestLine = 200;

/** Fields that many requests of billing have, each with its limits, its example and the way out. */

export function TextField(example: string, description: string, maximum = 200): PropertyDecorator {
  return SentText({ maxLength: maximum }, { example, description, hasLines: maximum > longestLine });
}

export function OptionalTextField(example: string, description: string, maximum = 200): PropertyDecorator {
  const hasLines = maximum > longestLine;
  return SentText({ maxLength: maximum }, { example, description, isOptional: true, hasLines });
}

export function FenField(example: number, description: string, minimum = 0): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ example, description, minimum, maximum: largestFen }),
    IsInt(),
    Min(minimum),
    Max(largestFen),
  );
}

export function OptionalFenField(example: number, description: string, minimum = 0): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ example, description, minimum, maximum: largestFen }),
    IsOptional(),
    IsInt(),
    Min(minimum),
    Max(largestFen),
  );
}

const day = { pattern: dateField.pattern ?? '' };
const toDay = { expectation: 'a day written YYYY-MM-DD', format: 'date' };

export function DayField(example: string, description: string): PropertyDecorator {
  return SentText(day, { ...toDay, example, description });
}

export function OptionalDayField(example: string, description: string): PropertyDecorator {
  return SentText(day, { ...toDay, example, description, isOptional: true });
}

/** Business time: when it happened, stated by who reports it. */
export function HappenedAtField(example: string): PropertyDecorator {
  const description = 'When it happened, an ISO 8601 instant; now when it is left out, and never in the future.';
  return SentText({ maxLength: 40 }, { example, description, isOptional: true, format: 'date-time' });
}

const city = { pattern: cityField.pattern ?? '' };
const toCity = {
  example: 'DL',
  description: 'City code.',
  expectation: 'a city code of 2 to 5 capital letters, for example DL',
};

export function CityField(): PropertyDecorator {
  return SentText(city, toCity);
}

export function OptionalCityField(): PropertyDecorator {
  return SentText(city, { ...toCity, isOptional: true });
}

export function WordField(words: readonly string[], description: string): PropertyDecorator {
  return applyDecorators(ApiProperty({ example: words[0], enum: words, description }), IsIn(words));
}

export function OptionalWordField(words: readonly string[], description: string): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ example: words[0], enum: words, description }),
    IsOptional(),
    IsIn(words),
  );
}

/** The query of every list of billing. */
export class ListQuery extends PageQuery {
  @OptionalTextField('-postedAt', 'A column to sort by, from the last on when a minus stands before it.', 40)
  sort?: string;

  @OptionalCityField()
  city?: string;
}

export function optionalCity(value: string | undefined): CityCode | undefined {
  return value === undefined ? undefined : parseCityCode(value);
}

export function optionalDay(value: string | undefined, field: string): BusinessDate | undefined {
  return value === undefined ? undefined : parseBusinessDate(value, field);
}
