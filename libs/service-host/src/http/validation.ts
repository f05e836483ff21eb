import { ValidationPipe } from '@nestjs/common';
import type { ValidationError } from '@nestjs/common';
import { printable } from '@rotables/domain-kernel';
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
    exceptionFactory: (errors) => new InvalidFields(errors.flatMap((error) => fieldProblems(error, ''))),
  });
}

function fieldProblems(error: ValidationError, parent: string): FieldProblem[] {
  const field = joined(parent, error.property);
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
