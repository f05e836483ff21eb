/** What a service answered, read field by field: a field that is not there, or is something else, is told by its name. */
export class Answer {
  constructor(
    private readonly value: unknown,
    /** Where it comes from, for messages. */
    readonly from: string,
  ) {}

  text(field: string): string {
    const value = this.#field(field);
    if (typeof value === 'string') return value;
    throw this.#unexpected(field, 'a text');
  }

  optionalText(field: string): string | null {
    return this.has(field) ? this.text(field) : null;
  }

  number(field: string): number {
    const value = this.#field(field);
    if (typeof value === 'number') return value;
    throw this.#unexpected(field, 'a number');
  }

  optionalNumber(field: string): number | null {
    return this.has(field) ? this.number(field) : null;
  }

  flag(field: string): boolean {
    const value = this.#field(field);
    if (typeof value === 'boolean') return value;
    throw this.#unexpected(field, 'true or false');
  }

  has(field: string): boolean {
    const value = this.#field(field);
    return value !== null && value !== undefined;
  }

  part(field: string): Answer {
    return new Answer(this.#field(field), `${this.from} ${field}`);
  }

  list(field: string): readonly Answer[] {
    const value = this.#field(field);
    if (Array.isArray(value))
      return value.map((item: unknown, index) => new Answer(item, `${this.from} ${field}[${index}]`));
    throw this.#unexpected(field, 'a list');
  }

  toString(): string {
    return JSON.stringify(this.value).slice(0, 600);
  }

  #field(field: string): unknown {
    const { value } = this;
    return typeof value === 'object' && value !== null
      ? Object.entries(value).find(([name]) => name === field)?.[1]
      : undefined;
  }

  #unexpected(field: string, expectation: string): Error {
    return new Error(`${this.from}: ${field} is not ${expectation} in ${this.toString()}`);
  }
}
