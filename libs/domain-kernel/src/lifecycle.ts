import { DomainError } from './domain-error.js';

/** `{ state: { verb: nextState } }`; an end state is listed with `{}`, so that every state is written down once. */
type TransitionTable<Table> = { readonly [State in keyof Table]: Readonly<Record<string, keyof Table & string>> };

type StateOf<Table> = keyof Table & string;
type VerbOf<Table> = { [State in keyof Table]: keyof Table[State] & string }[keyof Table];

/** A verb that the lifecycle does not list for the state the thing is in. */
export class IllegalTransition extends DomainError {
  readonly code = 'illegal-transition';
  readonly kind = 'conflict';

  constructor(subject: string, state: string, verb: string, possible: readonly string[]) {
    const wayOut = possible.length === 0 ? `"${state}" is final` : `possible from here: ${possible.join(', ')}`;
    super(`The ${subject} is "${state}", where "${verb}" is not possible; ${wayOut}.`, {
      subject,
      state,
      verb,
      possible,
    });
  }
}

export interface Lifecycle<State extends string, Verb extends string> {
  /** Every state, in the order of the table. */
  readonly states: readonly State[];
  /** The state after `verb`; throws {@link IllegalTransition} when the table does not list it. */
  after(state: State, verb: Verb): State;
  /** Whether the table lists `verb` for `state`. */
  can(state: State, verb: Verb): boolean;
  /** Whether a stored string is one of the states. */
  isState(value: string): value is State;
  /** Whether nothing can follow. */
  isFinal(state: State): boolean;
  /** States to which no sequence of verbs leads from `initial`; a sound table has none. */
  unreachableFrom(initial: State): readonly State[];
}

/** The state names and the verbs of a lifecycle, for the types of the aggregate that lives by it. */
export type StateIn<L> = L extends Lifecycle<infer State, string> ? State : never;

/**
 * A lifecycle as one table that can be read aloud. The table is checked when it is written down: a next state that is not
 * itself listed is an Error at once. `subject` names the thing in refusals ("The loan is …").
 */
export function lifecycle<const Table extends TransitionTable<Table>>(
  table: Table,
  subject = 'document',
): Lifecycle<StateOf<Table>, VerbOf<Table>> {
  type State = StateOf<Table>;
  const transitions = new Map<string, Map<string, State>>(
    Object.entries<Readonly<Record<string, State>>>(table).map(([state, verbs]) => [
      state,
      new Map(Object.entries(verbs)),
    ]),
  );
  const isState = (value: string): value is State => transitions.has(value);
  const states = [...transitions.keys()].filter(isState);
  ensureNextStatesAreListed(transitions);

  const verbsOf = (state: string): Map<string, State> => transitions.get(state) ?? new Map<string, State>();
  return {
    states,
    after(state, verb) {
      const next = verbsOf(state).get(verb);
      if (next === undefined) throw new IllegalTransition(subject, state, verb, [...verbsOf(state).keys()]);
      return next;
    },
    can: (state, verb) => verbsOf(state).has(verb),
    isState,
    isFinal: (state) => verbsOf(state).size === 0,
    unreachableFrom(initial) {
      const reached = new Set<string>([initial]);
      // A Set visits what is added while it is walked, so this follows every path to its end.
      for (const state of reached) for (const next of verbsOf(state).values()) reached.add(next);
      return states.filter((state) => !reached.has(state));
    },
  };
}

function ensureNextStatesAreListed(transitions: ReadonlyMap<string, ReadonlyMap<string, string>>): void {
  for (const [state, verbs] of transitions) {
    for (const [verb, next] of verbs) {
      if (transitions.has(next)) continue;
      throw new Error(`Lifecycle: "${verb}" leads from "${state}" to "${next}", which the table does not list.`);
    }
  }
}
