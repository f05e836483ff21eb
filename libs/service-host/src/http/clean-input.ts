import { cutText, DomainError, InvalidInput, printable } from '@rotables/domain-kernel';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { traceIdOf } from '../observability/trace.js';
import { problemOf } from './problem.js';
import { traceparentOf } from './request-scope.js';

/** No request of ours nests deeper, has a larger list of members in one object, or is larger in all; what is, is answered before it is looked at. */
const deepest = 16;
const mostMembersOfOne = 100;
const mostMembers = 25_000;
const mostObjects = 1_100;

/** C0 but tab and line ends, DEL, C1. Half characters are found by {@link String.isWellFormed}. */
const controlCharacters = new RegExp('[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f]');
const controlCharactersAndLineEnds = new RegExp('[\\u0000-\\u001f\\u007f-\\u009f]');

/** What one types blindly is not corrected: a blank may belong to it. */
const keptAsTyped = /password$/i;

/** A text that no field takes: a control character, or half of a character. */
export class CharacterNotAllowed extends DomainError {
  readonly code = 'character-not-allowed';
  readonly kind = 'invalid-input';

  constructor(field: string, value: string) {
    super(
      `${field} is ${printable(value)}, but must have no control characters (tab and line end are allowed in a text of several lines) and no ` +
        'halves of characters; remove them, and look at the program that they come from.',
      { field },
    );
  }
}

/** A body of a shape or size that no request has. */
export class BodyShapeRefused extends DomainError {
  readonly code = 'body-shape-refused';
  readonly kind = 'invalid-input';
}

/**
 * One rule for all that reaches us as text, before any route looks at it:
 * - control characters and halves of characters are refused, in path, query and body, with the field's name;
 * - blanks around a text are dropped, and an empty text is one that was left out: a required field is then missing;
 * - a body that is deeper or has more members than any request of ours is refused at once.
 */
export function cleanInput(server: FastifyInstance): void {
  server.addHook('onRequest', (request, _reply, done) => {
    ensureCleanUrl(request);
    done();
  });
  server.addHook('preValidation', (request, _reply, done) => {
    // An operator mends an event as it has to be; its members are no fields of a form.
    const tidy = !request.url.startsWith('/v1/operations/');
    clean(request.query as Members, tidy);
    if (isParsed(request.body)) clean(request.body, tidy);
    done();
  });
}

function ensureCleanUrl({ url }: FastifyRequest): void {
  const [path = '', query = ''] = url.split('?', 2);
  for (const [field, part] of [
    ['path', path],
    ['query', query.replaceAll('+', ' ')],
  ] as const) {
    const decoded = decodedOrNull(part);
    if (decoded === null || controlCharactersAndLineEnds.test(decoded)) throw new CharacterNotAllowed(field, part);
  }
}

/** Null where the percent-encoded bytes are no UTF-8. */
function decodedOrNull(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

/** The router itself refuses a path whose bytes are no UTF-8, before any hook is asked. */
export function answerUnreadableUrl(_error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const traceId = traceIdOf(traceparentOf(request));
  const problem = problemOf(new CharacterNotAllowed('path', request.url), { instance: request.url, traceId });
  void reply.code(problem.status).type('application/problem+json').send(problem);
}

type Members = Record<string, unknown>;

/** What the parser has made of JSON, in contrast to a stream, a buffer or a file. */
function isParsed(value: unknown): value is Members {
  if (typeof value !== 'object' || value === null) return false;
  return Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
}

interface Place {
  readonly members: Members;
  readonly field: string;
  readonly depth: number;
}

/** Walks without recursion: a deep body must not end the walk that is to find it. */
function clean(root: Members, tidy: boolean): void {
  const open: Place[] = [{ members: root, field: '', depth: 1 }];
  let counted = 0;
  let objects = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { members, field, depth } = next;
    const names = Object.keys(members);
    const isList = Array.isArray(members);
    counted += names.length;
    objects += isList ? 0 : 1;
    ensureWithin(depth, deepest, 'levels');
    ensureWithin(counted, mostMembers, 'members');
    ensureWithin(objects, mostObjects, 'objects');
    if (!isList) ensureWithin(names.length, mostMembersOfOne, 'fields in one object');
    for (const name of names) {
      const place = placeOf(field, name, isList);
      const value = members[name];
      if (!isList && isUnclean(name)) throw new CharacterNotAllowed('a name of a field', name);
      if (typeof value === 'string') cleanText(members, name, place, tidy);
      else if (typeof value === 'number' && !Number.isFinite(value)) throw new InvalidInput(place, value, 'a number');
      else if (isParsed(value)) open.push({ members: value, field: place, depth: depth + 1 });
    }
  }
}

function ensureWithin(count: number, most: number, what: string): void {
  if (count > most) throw new BodyShapeRefused(`The body has more than ${most} ${what}; send less at once.`, { most });
}

function cleanText(members: Members, name: string, place: string, tidy: boolean): void {
  const text = String(members[name]);
  if (isUnclean(text)) throw new CharacterNotAllowed(place, text);
  if (!tidy || keptAsTyped.test(name)) return;
  const trimmed = text.trim();
  if (trimmed !== '') members[name] = trimmed;
  else if (!Array.isArray(members)) Reflect.deleteProperty(members, name);
  else throw new InvalidInput(place, text, 'a text that is not empty, or left out');
}

function isUnclean(text: string): boolean {
  return controlCharacters.test(text) || !text.isWellFormed();
}

const longestPlaceCharacters = 120;

function placeOf(parent: string, name: string, isIndex: boolean): string {
  const place = isIndex ? `${parent}[${name}]` : parent === '' ? name : `${parent}.${name}`;
  return place.length > longestPlaceCharacters ? cutText(place, longestPlaceCharacters) : place;
}
