import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { cityField, serialField, siteField } from '@rotables/contracts';
import { PageQuery, SentText, type TextShape } from '@rotables/service-host';

interface Described {
  readonly description?: string;
}

interface TextRules extends Described {
  readonly most?: number;
  readonly pattern?: RegExp;
}

const longestText = 200;

/** A text of 1 to 200 characters, unless told otherwise; a longer one may have several lines. */
export function TextField(example: string, rules: TextRules = {}): PropertyDecorator {
  return SentText(shapeOf(rules), { example, description: rules.description, hasLines: hasLines(rules) });
}

export function OptionalTextField(example: string, rules: TextRules = {}): PropertyDecorator {
  const { description } = rules;
  return SentText(shapeOf(rules), { example, description, isOptional: true, hasLines: hasLines(rules) });
}

function shapeOf({ most = longestText, pattern }: TextRules): TextShape & { readonly maxLength: number } {
  return { maxLength: most, ...(pattern === undefined ? {} : { pattern: pattern.source }) };
}

function hasLines({ most = longestText }: TextRules): boolean {
  return most > longestText;
}

export function OneOfField(words: readonly string[], rules: Described = {}): PropertyDecorator {
  return applyDecorators(ApiProperty({ enum: words, example: words[0], ...described(rules) }), IsIn([...words]));
}

export function OptionalOneOfField(words: readonly string[], rules: Described = {}): PropertyDecorator {
  return applyDecorators(ApiPropertyOptional({ enum: words, ...described(rules) }), IsOptional(), IsIn([...words]));
}

export function IntegerField(example: number, least: number, most: number, rules: Described = {}): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ example, minimum: least, maximum: most, ...described(rules) }),
    IsInt(),
    Min(least),
    Max(most),
  );
}

const longestSerial = serialField.maxLength ?? 64;

/** Serials as scanned; the empty list only where a count may find nothing. */
export function SerialsField(least: number, most: number, rules: Described = {}): PropertyDecorator {
  return applyDecorators(
    ApiProperty({
      type: 'array',
      items: { type: 'string', maxLength: longestSerial },
      example: ['SP-ST31500541AS-0003'],
      minItems: least,
      maxItems: most,
      ...described(rules),
    }),
    IsArray(),
    ArrayMinSize(least),
    ArrayMaxSize(most),
    IsString({ each: true }),
    MaxLength(longestSerial, { each: true }),
  );
}

/** When it happened, as its reporter states it; now if left out. */
export function StatedTimeField(example = '2013-04-16T10:10:00+08:00'): PropertyDecorator {
  return SentText(
    { maxLength: 40 },
    {
      example,
      isOptional: true,
      format: 'date-time',
      description: 'When it happened: an ISO 8601 instant with its offset, not in the future; now if left out.',
    },
  );
}

function described({ description }: Described): { description?: string } {
  return description === undefined ? {} : { description };
}

/** The query of every list here; its filters are added by those who extend it. */
export class SortedPageQuery extends PageQuery {
  @OptionalTextField('serial', { description: 'A field of the list, with - before it for the other direction.' })
  sort?: string;
}

/** A whole number in a query, which comes as text. */
export function OptionalTruthQuery(): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ enum: ['true', 'false'] }),
    IsOptional(),
    Type(() => String),
    IsIn(['true', 'false']),
  );
}

export const cityPattern = new RegExp(cityField.pattern ?? '');
export const sitePattern = new RegExp(siteField.pattern ?? '');
export const faultNumberPattern = /^FR-\d{8}-\d{4,6}$/;
