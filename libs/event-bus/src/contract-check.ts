import type { EventContract } from '@rotables/contracts';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { closed, outline } from './schema-variants.js';

/** A body of thousands of wrong lines must not fill a log. */
const mostProblemsTold = 20;

const checks = new WeakMap<ReadonlyMap<string, EventContract>, ContractCheck>();

/**
 * Holds bodies against the contracts: strictly where they leave, and where they arrive so that fields of a later release are passed over. Each
 * schema is compiled once.
 */
export class ContractCheck {
  readonly #readers = new Validators();
  readonly #writers = new Validators(closed);
  readonly #outlines = new Validators(outline);

  private constructor(private readonly contracts: ReadonlyMap<string, EventContract>) {}

  /** The check of these contracts, the same one for everybody in this process. */
  static of(contracts: ReadonlyMap<string, EventContract>): ContractCheck {
    const known = checks.get(contracts) ?? new ContractCheck(contracts);
    checks.set(contracts, known);
    return known;
  }

  /** Compiles every schema for readers now, so that no event has to wait for it. Throws an Error for a schema that cannot be compiled. */
  prepare(): this {
    for (const type of this.contracts.keys()) this.#readers.of(this.#known(type));
    return this;
  }

  contract(type: string): EventContract | undefined {
    return this.contracts.get(type);
  }

  /**
   * What is wrong, for a reader, with a body by the contract of its type, field by field; null when nothing is. Fields that the contract does not
   * know are passed over. The type must be known.
   */
  violation(type: string, body: unknown): string | null {
    return problemsOf(this.#readers.of(this.#known(type)), type, body);
  }

  /** The same for who writes the body, who may have no other fields than the contract's. */
  writersViolation(type: string, body: unknown): string | null {
    return problemsOf(this.#writers.of(this.#known(type)), type, body);
  }

  /**
   * Whether a body that is wrong for a reader may come from a later release: it only has words that are not in a closed list yet, or goes beyond a
   * limit. The type must be known.
   */
  mayBeNewer(type: string, body: unknown): boolean {
    return this.#outlines.of(this.#known(type))(body);
  }

  #known(type: string): EventContract {
    const contract = this.contracts.get(type);
    if (contract !== undefined) return contract;
    throw new Error(`${type} is not in the contracts, so there is nothing to hold it against.`);
  }
}

/** Compiled schemas of contracts, each changed in the same way before. */
class Validators {
  #ajv: Ajv | null = null;
  readonly #compiled = new Map<string, ValidateFunction>();

  constructor(private readonly variant: (schema: object) => object = (schema) => schema) {}

  of({ type, schema }: EventContract): ValidateFunction {
    const known = this.#compiled.get(type);
    if (known !== undefined) return known;
    if (this.#ajv === null) {
      this.#ajv = new Ajv({ strict: true, allErrors: true });
      addFormats.default(this.#ajv);
    }
    const compiled = this.#ajv.compile(this.variant(schema));
    this.#compiled.set(type, compiled);
    return compiled;
  }
}

function problemsOf(validate: ValidateFunction, type: string, body: unknown): string | null {
  if (validate(body)) return null;
  const problems = (validate.errors ?? [])
    .slice(0, mostProblemsTold)
    .map(
      ({ instancePath, message, params }) => `body${instancePath} ${message ?? 'is wrong'} ${JSON.stringify(params)}`,
    );
  return `The body does not obey ${type}: ${problems.join('; ')}.`;
}
