/** A value that survives a round trip through JSON. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;

/** An object whose members survive a round trip through JSON. */
export interface JsonObject {
  readonly [member: string]: JsonValue;
}
