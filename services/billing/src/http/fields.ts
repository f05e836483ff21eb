import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { PageQuery } from '@rotables/service-host';
import { IsIn, IsInt, IsNotEmpty, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import {
  largestFen,
  parseBusinessDate,
  parseCityCode,
  type BusinessDate,
  type CityCode,
} from '@rotables/domain-kernel';

/** Fields that many requests of billing have, each with its limits, its example and the way out. */

export function TextField(example: string, description: string, maximum = 200): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ example, description, maxLength: maximum }),
    IsString(),
    IsNotEmpty(),
    MaxLength(maximum),
  );
}

export function OptionalTextField(example: string, description: string, maximum = 200): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ example, description, maxLength: maximum }),
    IsOptional(),
    IsString(),
    IsNotEmpty(),
    MaxLength(maximum),
  );
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

const dayPattern = /^\d{4}-\d{2}-\d{2}$/;
const dayMessage = '$property must be a day written YYYY-MM-DD';

export function DayField(example: string, description: string): PropertyDecorator {
  return applyDecorators(ApiProperty({ example, description }), Matches(dayPattern, { message: dayMessage }));
}

export function OptionalDayField(example: string, description: string): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ example, description }),
    IsOptional(),
    Matches(dayPattern, { message: dayMessage }),
  );
}

/** Business time: when it happened, stated by who reports it. */
export function HappenedAtField(example: string): PropertyDecorator {
  const description = 'When it happened, an ISO 8601 instant; now when it is left out, and never in the future.';
  return applyDecorators(ApiPropertyOptional({ example, description }), IsOptional(), IsString(), MaxLength(40));
}

const cityMessage = '$property must be a city code of 2 to 5 capital letters, for example DL';

export function CityField(): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ example: 'DL', description: 'City code.' }),
    Matches(/^[A-Z]{2,5}$/, { message: cityMessage }),
  );
}

export function OptionalCityField(): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ example: 'DL', description: 'City code.' }),
    IsOptional(),
    Matches(/^[A-Z]{2,5}$/, { message: cityMessage }),
  );
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
