/** What a command does to an aggregate: the state it is in afterwards and the facts to be told, in order. */
export interface Decision<State, Event> {
  readonly state: State;
  readonly events: readonly Event[];
}
