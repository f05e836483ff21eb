import { hearNow } from './installation-clock';

/** One answer of a service that is not a success, as it describes it (RFC 9457). */
export interface Problem {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly code: string;
  readonly traceId?: string;
  readonly errors?: readonly { readonly field: string; readonly value: string; readonly message: string }[];
  readonly details?: Readonly<Record<string, unknown>>;
}

export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
    this.name = 'ProblemError';
  }
}

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };
export type Row = Readonly<Record<string, Json>>;
export type Service = 'warranty' | 'spare-pool' | 'rma' | 'billing' | 'console';
export type Query = Readonly<Record<string, string | number | undefined>>;

/** A field of a row as text; what has parts as JSON. */
export function textOf(value: Json | undefined): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}

export interface Page<Item = Row> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

const noConnection: Problem = {
  status: 0,
  title: 'No connection',
  code: 'offline',
  detail: 'The console cannot be reached. What you typed is kept; try again when the connection is back.',
};

let forgeryToken = '';

export function rememberForgeryToken(token: string): void {
  forgeryToken = token;
}

export function getFrom<Answer>(service: Service, path: string, query: Query = {}): Promise<Answer> {
  return send<Answer>('GET', `/api/${service}/v1/${path}${queryOf(query)}`);
}

/** A Blob is sent as it is, under its own type; everything else as JSON. The key makes a repetition harmless: the same command under the same key has one effect. */
export function postTo<Answer>(service: Service, path: string, body: object, idempotencyKey: string): Promise<Answer> {
  return send<Answer>('POST', `/api/${service}/v1/${path}`, body, { 'idempotency-key': idempotencyKey });
}

export async function send<Answer>(
  method: 'GET' | 'POST',
  address: string,
  body?: object,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const content = body instanceof Blob ? body : JSON.stringify(body ?? {});
  const type = body instanceof Blob ? body.type : 'application/json';
  const sent = method === 'GET' ? {} : { 'content-type': type, 'x-forgery-token': forgeryToken };
  let answer: Response;
  try {
    answer = await fetch(address, {
      method,
      headers: { accept: 'application/json', ...sent, ...headers },
      ...(method === 'GET' ? {} : { body: content }),
    });
  } catch {
    throw new ProblemError(noConnection);
  }
  hearNow(answer.headers.get('rotables-now'));
  if (answer.ok) return (answer.status === 204 ? undefined : await answer.json()) as Answer;
  const problem = await problemOf(answer);
  if (problem.code === 'not-signed-in') globalThis.dispatchEvent(new Event('rotables:not-signed-in'));
  throw new ProblemError(problem);
}

async function problemOf(answer: Response): Promise<Problem> {
  try {
    const body = (await answer.json()) as Problem;
    if (typeof body.detail === 'string') return body;
  } catch {
    // No JSON: something between here and the service answered instead of it.
  }
  const { status, statusText } = answer;
  return { status, title: statusText, code: `http-${status}`, detail: `The answer was ${status} ${statusText}.` };
}

function queryOf(query: Query): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  return given.length === 0 ? '' : `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`;
}

export function problemIn(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  const detail = error instanceof Error ? error.message : String(error);
  return { status: 0, title: 'The page failed', code: 'page-failed', detail };
}

/** The service, or the way to it: the same would be answered once it is back. */
export function isAway(error: unknown): boolean {
  return error instanceof ProblemError && [0, 502, 503, 504].includes(error.problem.status);
}

export function isNotFound(error: unknown): boolean {
  return error instanceof ProblemError && error.problem.status === 404;
}
