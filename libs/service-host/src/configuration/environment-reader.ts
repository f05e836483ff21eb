import { InvalidInput, printable } from '@rotables/domain-kernel';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The environment cannot be understood. The message lists every mistake at once: name, value, way out. */
export class ConfigurationInvalid extends Error {
  constructor(
    service: string,
    readonly problems: readonly string[],
  ) {
    super(`The configuration of ${service} has ${problems.length} mistake(s):\n  ${problems.join('\n  ')}`);
    this.name = 'ConfigurationInvalid';
  }
}

/** Reads variables one by one and remembers what is wrong with them instead of stopping at the first. */
export class EnvironmentReader {
  readonly problems: string[] = [];

  constructor(private readonly environment: Environment) {}

  /** An empty variable counts as one that is not set: shells and compose files make such. */
  optional(name: string): string | undefined {
    const value = this.environment[name]?.trim();
    return value === '' ? undefined : value;
  }

  required(name: string, expectation: string): string {
    const value = this.optional(name);
    if (value === undefined) this.problems.push(`${name} is missing, but must be ${expectation}.`);
    return value ?? '';
  }

  /** Says that `value` will not do; a secret is passed as undefined and not repeated. */
  complain(name: string, value: string | undefined, expectation: string): void {
    this.problems.push(
      `${name} is ${value === undefined ? 'not right' : printable(value)}, but must be ${expectation}.`,
    );
  }

  wholeNumber(
    name: string,
    range: { readonly least: number; readonly most: number; readonly otherwise: number },
  ): number {
    const value = this.optional(name);
    if (value === undefined) return range.otherwise;
    const number = Number(value);
    if (/^\d+$/.test(value) && number >= range.least && number <= range.most) return number;
    this.complain(name, value, `a whole number from ${range.least} to ${range.most} (${range.otherwise} when not set)`);
    return range.otherwise;
  }

  oneOf<const Choice extends string>(name: string, choices: readonly Choice[], otherwise: Choice): Choice {
    const value = this.optional(name);
    if (value === undefined) return otherwise;
    const choice = choices.find((candidate) => candidate === value);
    if (choice === undefined) this.complain(name, value, `one of ${choices.join(', ')} (${otherwise} when not set)`);
    return choice ?? otherwise;
  }

  /** Items separated by commas; an empty list when not set. */
  list(name: string): readonly string[] {
    const items = this.optional(name)?.split(',') ?? [];
    return items.map((item) => item.trim()).filter((item) => item !== '');
  }

  /** The result of `parse`, whose InvalidInput becomes one more mistake of the variables named. */
  parsed<Result>(names: string, parse: () => Result, otherwise: Result): Result {
    try {
      return parse();
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      this.problems.push(`${names}: ${error.message}`);
      return otherwise;
    }
  }
}
