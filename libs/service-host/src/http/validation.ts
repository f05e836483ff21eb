import { ValidationPipe } from '@nestjs/common';
import type { ValidationError } from '@nestjs/common';
import { cutText, printable } from '@rotables/domain-kernel';
import { InvalidFields } from './problem.js';
import type { FieldProblem } from './problem.js';

/** Checks every body and query against its class; unknown fields are refused, and all mistakes are named at once. */
export function validationPipe(): ValidationPipe {
  return new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    transform: true,
    validationError: { target: false, value: true },
    exceptionFactory: (errors) => new InvalidFields(firstOf(errors)),
  });
}

/** So many mistakes are told at once; whoever has mended them is told of the next. */
const mostErrors = 20;
const longestFieldCharacters = 120;

function firstOf(errors: readonly ValidationError[]): readonly FieldProblem[] {
  const told: FieldProblem[] = [];
  for (const error of errors) {
    if (told.length >= mostErrors) break;
    told.push(...fieldProblems(error, ''));
  }
  return told.slice(0, mostErrors);
}

function fieldProblems(error: ValidationError, parent: string): FieldProblem[] {
  const field = cutText(joined(parent, error.property), longestFieldCharacters);
  const constraints = Object.entries(error.constraints ?? {});
  const own = constraints.map(([name, message]) => ({
    field,
    value: printable(error.value),
    message: name === 'whitelistValidation' ? 'this request has no such field; leave it out' : message,
  }));
  return [...own, ...(error.children ?? []).flatMap((child) => fieldProblems(child, field))];
}

function joined(parent: string, property: string): string {
  if (parent === '') return property;
  return /^\d+$/.test(property) ? `${parent}[${property}]` : `${parent}.${property}`;
}
