import { HttpException } from '@nestjs/common';
import { cutText, DomainError, InvalidInput } from '@rotables/domain-kernel';
import type { ErrorKind, JsonValue } from '@rotables/domain-kernel';

/** No sentence of ours is longer; what is, repeats what somebody sent. */
const longestDetailCharacters = 4_000;
const longestInstanceCharacters = 500;

/** One field of a request that is not as it must be. */
export interface FieldProblem {
  /** Where in the request, for example `lines[0].serial`. */
  readonly field: string;
  /** What was sent, shortened. */
  readonly value: string;
  /** What it must be. */
  readonly message: string;
}

/** Several fields of one request are not as they must be; all of them are named at once. */
export class InvalidFields extends InvalidInput {
  constructor(readonly errors: readonly FieldProblem[]) {
    super('request', undefined, 'as described');
    this.message = errors.map(({ field, value, message }) => `${field} is ${value}: ${message}`).join('; ') + '.';
  }
}

/** The body of every answer that is not a success (RFC 9457, application/problem+json). */
export interface Problem {
  /** `urn:rotables:problem:<code>` */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  /** Stable, kebab-case, for programs. */
  readonly code: string;
  /** The request's path. */
  readonly instance: string;
  /** Finds the request in the logs of every service. */
  readonly traceId: string;
  readonly errors?: readonly FieldProblem[];
  readonly details?: Readonly<Record<string, JsonValue>>;
}

/** The one place where a kind of error becomes a status; a kind that is missing here does not compile. */
export const answerOfKind: Readonly<Record<ErrorKind, { readonly status: number; readonly title: string }>> = {
  'invalid-input': { status: 400, title: 'The request is not as it must be' },
  unauthenticated: { status: 401, title: 'A valid token is needed' },
  forbidden: { status: 403, title: 'The bearer of the token may not do this' },
  'not-found': { status: 404, title: 'There is no such thing' },
  conflict: { status: 409, title: 'The state of the thing stands in the way' },
  refused: { status: 422, title: 'A rule of the organisation says no' },
  unavailable: { status: 503, title: 'Not at the moment' },
  'too-many': { status: 429, title: 'Too many requests' },
  misdirected: { status: 421, title: 'Nothing is here under that name' },
  defect: { status: 500, title: 'Something went wrong on our side' },
};

/** What the framework itself refuses before a handler is reached. */
const codeOfStatus: Readonly<Record<number, { readonly code: string; readonly title: string }>> = {
  400: { code: 'malformed-request', title: 'The request cannot be read' },
  404: { code: 'route-not-found', title: 'There is no such route' },
  405: { code: 'method-not-allowed', title: 'The route does not know this method' },
  408: { code: 'request-timeout', title: 'The request did not arrive in time' },
  413: { code: 'body-too-large', title: 'The body is larger than allowed' },
  415: { code: 'unsupported-media-type', title: 'The body is of a type that the route does not read' },
  429: { code: 'too-many-requests', title: 'Too many requests' },
  503: { code: 'not-ready', title: 'Not at the moment' },
};

const wayOutOfStatus: Readonly<Record<number, string>> = {
  404: 'See /docs for the routes of this service.',
  413: 'Send less at once; the limit is BODY_LIMIT_BYTES.',
  415: 'Send Content-Type: application/json.',
};

export interface ProblemContext {
  readonly instance: string;
  readonly traceId: string;
}

/** The answer to any error whatever; what is not known to be harmless tells the caller nothing but the trace id. */
export function problemOf(error: unknown, context: ProblemContext): Problem {
  if (error instanceof DomainError) return domainProblem(error, context);
  if (error instanceof HttpException) {
    const status = error.getStatus();
    const known = codeOfStatus[status];
    if (known !== undefined || status < 500) return frameworkProblem(error, status, context);
  }
  const refused = refusedByFastify(error);
  if (refused !== undefined) return frameworkProblem(refused, refused.getStatus(), context);
  return problem('internal-error', 500, 'Something went wrong on our side', context, {
    detail: `An unexpected error happened; nothing was changed. Report it with the trace id ${context.traceId}.`,
  });
}

/** What Fastify itself refuses where no Nest route is: a body of no type, or one that is too large. */
function refusedByFastify(error: unknown): HttpException | undefined {
  if (!(error instanceof Error) || !('code' in error) || !('statusCode' in error)) return undefined;
  const { code, statusCode, message } = error;
  const isRefusal = typeof code === 'string' && code.startsWith('FST_') && typeof statusCode === 'number';
  return isRefusal && statusCode < 500 ? new HttpException(message, statusCode) : undefined;
}

/** Seconds after which the caller may try again; undefined for errors that do not pass by waiting. */
export function retryAfterSecondsOf(error: unknown): number | undefined {
  if (!(error instanceof DomainError) || error.kind !== 'unavailable') return undefined;
  const seconds = error.details['retryAfterSeconds'];
  return typeof seconds === 'number' && seconds >= 1 ? Math.ceil(seconds) : 1;
}

function domainProblem(error: DomainError, context: ProblemContext): Problem {
  const { status, title } = answerOfKind[error.kind];
  if (error instanceof InvalidFields) {
    return problem(error.code, status, title, context, { detail: error.message, errors: error.errors });
  }
  const fields =
    error instanceof InvalidInput
      ? { errors: [{ field: error.field, value: error.value, message: error.message }] }
      : {};
  const details = Object.keys(error.details).length === 0 ? {} : { details: error.details };
  return problem(error.code, status, title, context, { detail: error.message, ...fields, ...details });
}

function frameworkProblem(error: HttpException, status: number, context: ProblemContext): Problem {
  const { code, title } = codeOfStatus[status] ?? { code: `http-${status}`, title: 'The request was refused' };
  const detail = [error.message.replace(/\.?$/, '.'), wayOutOfStatus[status]]
    .filter((part) => part !== undefined)
    .join(' ');
  const answer: unknown = error.getResponse();
  const details = status === 503 && isJsonObject(answer) ? { details: answer } : {};
  return problem(code, status, title, context, { detail, ...details });
}

function problem(
  code: string,
  status: number,
  title: string,
  { instance, traceId }: ProblemContext,
  rest: Pick<Problem, 'detail' | 'errors' | 'details'>,
): Problem {
  const detail = cutText(rest.detail, longestDetailCharacters);
  const place = cutText(instance, longestInstanceCharacters);
  return { type: `urn:rotables:problem:${code}`, title, status, code, instance: place, traceId, ...rest, detail };
}

function isJsonObject(value: unknown): value is Record<string, JsonValue> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
