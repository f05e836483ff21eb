import type { Decision } from '@rotables/domain-kernel';

type ErrorClass = abstract new (...args: never[]) => Error;

/** What came of a decision, to be compared. Every member fails the test when it was otherwise. */
export interface Outcome<State, Event> {
  /** The decision was taken, and these are its events, all of them, in this order. */
  then(events: readonly Event[]): { thenState(expected: Partial<State>): void };
  /** The decision was taken, and the state afterwards has (at least) these fields. */
  thenState(expected: Partial<State>): void;
  /** The decision was refused for this reason, optionally with these fields on the error. */
  thenRefused(reason: ErrorClass, fields?: Readonly<Record<string, unknown>>): void;
}

/** A state, before a decision about it. */
export interface Given<State> {
  when<Arguments extends readonly unknown[], Next, Event>(
    decide: (state: State, ...args: Arguments) => Decision<Next, Event>,
    ...args: Arguments
  ): Outcome<Next, Event>;
}

/**
 * A test of a pure decision as a sentence:
 * `given(loanOut({ serial: 'A1' })).when(takeBack, { serial: 'B2' }).thenRefused(SerialMismatch)`.
 * A chain that ends after `when` proves nothing; when a test returns it, so that Jest awaits it, the test fails.
 */
export function given<State>(state: State): Given<State> {
  return { when: (decide, ...args) => outcomeOf(() => decide(state, ...args)) };
}

function outcomeOf<State, Event>(decide: () => Decision<State, Event>): Outcome<State, Event> {
  let decision: Decision<State, Event> | null = null;
  let refusal: unknown = null;
  try {
    decision = decide();
  } catch (error) {
    refusal = error;
  }
  const taken = (): Decision<State, Event> => {
    if (decision === null) {
      throw refusal instanceof Error ? refusal : new Error(`The decision threw ${String(refusal)}.`);
    }
    return decision;
  };
  const thenState = (expected: Partial<State>): void => expect(taken().state).toMatchObject(expected);
  return {
    then: (events) => {
      if (!Array.isArray(events)) {
        throw new Error(
          'Expected a list of events. Was the outcome awaited? End the chain with then, thenState or thenRefused.',
        );
      }
      expect(taken().events).toEqual(events);
      return { thenState };
    },
    thenState,
    thenRefused: (reason, fields = {}) => {
      if (decision !== null) {
        throw new Error(`Expected a refusal with ${reason.name}, but the decision was taken.`);
      }
      expect(refusal).toBeInstanceOf(reason);
      expect(refusal).toMatchObject(fields);
    },
  };
}
