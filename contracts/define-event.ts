import type { Static, TObject } from '@sinclair/typebox';

/** What one event promises on the wire: its type, where it travels, the schema of its body and one example that obeys it. */
export interface EventContract<Schema extends TObject = TObject> {
  /** `<service>.<event in past tense>.v<version>`, for example `spare-pool.spare-unit-loaned.v1`. */
  readonly type: string;
  /** `<service>.<aggregate>.v1`; every event of one aggregate travels on one topic, in the order of its sequence. */
  readonly topic: string;
  /** What the record's key is: the aggregate's id, in the field's words. */
  readonly key: string;
  /** When it happens, in one sentence. */
  readonly description: string;
  readonly schema: Schema;
  readonly example: Static<Schema>;
}

/** The body of an event as its consumers see it. */
export type EventBody<Contract extends EventContract> = Static<Contract['schema']>;

/**
 * The body of an event as its writer may hand it over: every field of it is one of the contract's. Readers pass over fields that they do not know,
 * so a misspelt or forgotten one would be lost without a word.
 */
export type WrittenBody<Contract extends EventContract, Body> = Body &
  Readonly<Record<Exclude<keyof Body, keyof EventBody<Contract>>, never>>;

/** Declares an event. The argument is the whole contract; a body may carry only scalars, lists of scalars and lists of flat objects. */
export function defineEvent<Schema extends TObject>(contract: EventContract<Schema>): EventContract<Schema> {
  return contract;
}
