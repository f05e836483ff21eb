import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, IsString, Matches, MaxLength, MinLength } from 'class-validator';

/** What a text is, as the contracts say it of the fields of events (`serialField`, `cityField`). */
export interface TextShape {
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
}

export interface SentTextOptions {
  readonly example: string;
  readonly description?: string | undefined;
  readonly isOptional?: boolean;
  /** A text of several lines may have tabs and line ends; any other may not. */
  readonly hasLines?: boolean;
  /** Completes "<field> must be …" where a pattern does not speak for itself. */
  readonly expectation?: string;
  /** Of OpenAPI, such as `date`. */
  readonly format?: string;
}

const oneLine = /^[^\p{Cc}\u2028\u2029]*$/u;

/**
 * A text of a request. Its limits are those of its shape and stand in the API's description as they are checked, so that what is
 * accepted can also be told in an event of the same field.
 */
export function SentText(
  {
    minLength = 1,
    maxLength,
    pattern,
  }: (TextShape & { readonly maxLength: number }) | (TextShape & { readonly pattern: string }),
  { example, description, isOptional = false, hasLines = false, expectation, format }: SentTextOptions,
): PropertyDecorator {
  const message = expectation === undefined ? {} : { message: `$property must be ${expectation}` };
  const stated = Object.entries({ maxLength, pattern, description, format }).filter(([, value]) => value !== undefined);
  // An empty text is one that was left out, and that an optional one may be.
  const least = isOptional ? {} : { minLength };
  const told = { type: String, example, required: !isOptional, ...least, ...Object.fromEntries(stated) };
  return applyDecorators(
    ApiProperty(told),
    ...(isOptional ? [IsOptional()] : []),
    IsString(),
    MinLength(minLength),
    ...(maxLength === undefined ? [] : [MaxLength(maxLength)]),
    ...(pattern === undefined ? [] : [Matches(new RegExp(pattern), message)]),
    ...(hasLines ? [] : [Matches(oneLine, { message: '$property must be a text of one line' })]),
  );
}
