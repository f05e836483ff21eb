/**
 * How events may change from one release to the next, so that whoever is still of the release before, and every event that is stored, can be read:
 * a field may be added as optional, a word added to a closed list, a limit widened, an event added. What else differs is a break.
 * What a reader makes of that is decided in `libs/event-bus/src/schema-variants.ts`; the two must agree.
 */

/** One event as it was released, and as `contracts/released/<version>/events.json` keeps it. */
export interface ReleasedEvent {
  readonly topic: string;
  readonly key: string;
  readonly schema: Schema;
  readonly example: unknown;
}
export type ReleasedEvents = Readonly<Record<string, ReleasedEvent>>;
type Schema = Readonly<Record<string, unknown>>;

/** A place in an event, with the release that it is compared to. */
interface Place {
  readonly event: string;
  readonly release: string;
  /** As a path, `lines[].feeCode`; empty for the whole body. */
  readonly field: string;
}

/** What a field may be. A text's form (format, pattern) is part of its type: no machine can tell which of two patterns is wider. */
interface Kind {
  readonly type: string;
  readonly nullable: boolean;
  /** Null where any word is allowed. */
  readonly words: readonly unknown[] | null;
  readonly schema: Schema;
}

const lowest: Readonly<Record<string, number>> = { minLength: 0, minItems: 0, minimum: -Infinity };
const highest: Readonly<Record<string, number>> = { maxLength: Infinity, maxItems: Infinity, maximum: Infinity };
const form = ['format', 'pattern'];
const known = new Set([
  ...['type', 'const', 'anyOf', 'description', 'properties', 'required', 'items'],
  ...form,
  ...Object.keys({ ...lowest, ...highest }),
]);

/** Every break of what was released, one sentence each: event, field, what is wrong and the way out. */
export function breaksOf(release: string, released: ReleasedEvents, today: ReleasedEvents): string[] {
  return Object.entries(released).flatMap(([event, was]) => {
    const place: Place = { event, release, field: '' };
    const is = today[event];
    if (is === undefined) {
      return [
        broken(
          place,
          'is no longer in the contracts, but it is stored in logs',
          'Keep its contract, and stop telling it.',
        ),
      ];
    }
    return [
      ...(was.topic === is.topic ? [] : [moved(place, 'topic', was.topic, is.topic)]),
      ...(was.key === is.key ? [] : [moved(place, 'key', was.key, is.key)]),
      ...fieldBreaks(place, was.schema, is.schema),
    ];
  });
}

function objectBreaks(place: Place, was: Schema, is: Schema): string[] {
  const before = fieldsOf(was);
  const now = fieldsOf(is);
  const required = (schema: Schema, name: string): boolean => ((schema['required'] ?? []) as string[]).includes(name);
  const added = Object.keys(now).filter((name) => !(name in before) && required(is, name));
  return [
    ...added.map((name) =>
      broken(at(place, name), 'is new and required, but stored events lack it', 'Make it Type.Optional.'),
    ),
    ...Object.entries(before).flatMap(([name, schema]) => {
      const field = at(place, name);
      const today = now[name];
      if (today === undefined) return [broken(field, 'was removed, but readers expect it', 'Keep it.')];
      const [needed, needs] = [required(was, name), required(is, name)];
      return [
        ...(needs && !needed
          ? [broken(field, 'is required now, but stored events lack it', 'Leave it optional.')]
          : []),
        ...(needed && !needs ? [broken(field, 'is optional now, but readers expect it', 'Leave it required.')] : []),
        ...fieldBreaks(field, schema, today),
      ];
    }),
  ];
}

function fieldBreaks(place: Place, wasSchema: Schema, isSchema: Schema): string[] {
  const [was, is] = [kindOf(place, wasSchema), kindOf(place, isSchema)];
  if (was.type !== is.type) return [changed(place, 'type', was.type, is.type)];
  return [
    ...(was.nullable === is.nullable ? [] : [changed(place, 'null', allowed(was.nullable), allowed(is.nullable))]),
    ...form
      .filter((keyword) => was.schema[keyword] !== is.schema[keyword])
      .map((keyword) => changed(place, keyword, was.schema[keyword], is.schema[keyword])),
    ...wordBreaks(place, was.words, is.words),
    ...limitBreaks(place, was.schema, is.schema),
    ...objectBreaks(place, was.schema, is.schema),
    ...itemBreaks(place, was.schema['items'], is.schema['items']),
  ];
}

function wordBreaks(place: Place, was: Kind['words'], is: Kind['words']): string[] {
  if (is === null) return [];
  if (was === null) {
    return [broken(place, `took any word and takes only ${list(is)}, but stored events have others`, 'Leave it open.')];
  }
  const removed = was.filter((word) => !is.includes(word));
  if (removed.length === 0) return [];
  return [broken(place, `lost ${list(removed)} from its words, but stored events have them`, 'Keep the words.')];
}

function limitBreaks(place: Place, was: Schema, is: Schema): string[] {
  const of = (schema: Schema, keyword: string, none: number): number => (schema[keyword] as number | undefined) ?? none;
  const narrowed = [
    ...Object.entries(lowest).filter(([keyword, none]) => of(is, keyword, none) > of(was, keyword, none)),
    ...Object.entries(highest).filter(([keyword, none]) => of(is, keyword, none) < of(was, keyword, none)),
  ];
  return narrowed.map(([keyword]) =>
    broken(
      place,
      `${keyword} was ${said(was[keyword])} and is ${said(is[keyword])}, but stored events go beyond`,
      'Restore it.',
    ),
  );
}

function itemBreaks(place: Place, was: unknown, is: unknown): string[] {
  if (was === undefined || is === undefined) return [];
  return fieldBreaks({ ...place, field: `${place.field}[]` }, was as Schema, is as Schema);
}

/** Throws for a schema that this comparison would not understand: nothing may slip past it. */
function kindOf(place: Place, schema: Schema): Kind {
  const alternatives = flattened(schema);
  const unknown = alternatives.flatMap(Object.keys).find((keyword) => !known.has(keyword));
  if (unknown !== undefined) {
    throw new Error(
      `${nameOf(place)} has ${unknown} in its schema, which the comparison of releases does not know. Teach ` +
        'deploy/tools/event-evolution.ts and libs/event-bus/src/schema-variants.ts what may become of it, or do without.',
    );
  }
  const values = alternatives.filter(({ type }) => type !== 'null');
  const words = values.filter((value) => 'const' in value).map((value) => value['const']);
  const types = [...new Set(values.map(({ type }) => type))];
  const closed = words.length > 0 && words.length === values.length;
  if (types.length !== 1 || (values.length > 1 && !closed)) {
    throw new Error(
      `${nameOf(place)} is one of several kinds of value, which readers cannot tell apart. Make it fields of one kind each.`,
    );
  }
  return {
    type: types[0] as string,
    nullable: values.length < alternatives.length,
    words: closed ? words : null,
    schema: closed ? {} : (values[0] ?? {}),
  };
}

function flattened(schema: Schema): Schema[] {
  const { anyOf } = schema;
  return anyOf === undefined ? [schema] : (anyOf as Schema[]).flatMap(flattened);
}

const fieldsOf = (schema: Schema): Readonly<Record<string, Schema>> =>
  (schema['properties'] ?? {}) as Readonly<Record<string, Schema>>;
const at = (place: Place, name: string): Place => ({
  ...place,
  field: place.field === '' ? name : `${place.field}.${name}`,
});
const nameOf = ({ event, field }: Place): string => (field === '' ? event : `${event} ${field}`);
const allowed = (is: boolean): string => (is ? 'allowed' : 'not allowed');
const said = (value: unknown): string =>
  value === undefined ? 'none' : typeof value === 'string' ? value : JSON.stringify(value);
const list = (words: readonly unknown[]): string => words.map((word) => `'${String(word)}'`).join(', ');

function changed(place: Place, what: string, was: unknown, is: unknown): string {
  const problem = `${what} was ${said(was)} and is ${said(is)}, so readers and stored events disagree`;
  return broken(place, problem, 'Restore it, and add another field as Type.Optional.');
}

function moved(place: Place, what: string, was: string, is: string): string {
  return broken(place, `${what} was ${was} and is ${is}, so the order of its events is lost`, 'Restore it.');
}

function broken(place: Place, problem: string, wayOut: string): string {
  const next = place.event.replace(/\d+$/, (version) => String(Number(version) + 1));
  return `${nameOf(place)}: ${problem} (released with ${place.release}). ${wayOut} Where it must be otherwise, make it ${next}.`;
}
