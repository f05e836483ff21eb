import type { EventContract } from '@rotables/contracts';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

/** A body of thousands of wrong lines must not fill a log. */
const mostProblemsTold = 20;

const checks = new WeakMap<ReadonlyMap<string, EventContract>, ContractCheck>();

/** Holds bodies against the contracts: where they leave and where they arrive. Each schema is compiled once. */
export class ContractCheck {
  readonly #ajv = new Ajv({ strict: true, allErrors: true });
  readonly #compiled = new Map<string, ValidateFunction>();

  private constructor(private readonly contracts: ReadonlyMap<string, EventContract>) {
    addFormats.default(this.#ajv);
  }

  /** The check of these contracts, the same one for everybody in this process. */
  static of(contracts: ReadonlyMap<string, EventContract>): ContractCheck {
    const known = checks.get(contracts) ?? new ContractCheck(contracts);
    checks.set(contracts, known);
    return known;
  }

  /** Compiles every schema now, so that no event has to wait for it. Throws an Error for a schema that cannot be compiled. */
  prepare(): this {
    for (const type of this.contracts.keys()) this.#validatorOf(type);
    return this;
  }

  contract(type: string): EventContract | undefined {
    return this.contracts.get(type);
  }

  /** What is wrong with a body by the contract of its type, field by field; null when nothing is. The type must be known. */
  violation(type: string, body: unknown): string | null {
    const validate = this.#validatorOf(type);
    if (validate(body)) return null;
    const problems = (validate.errors ?? [])
      .slice(0, mostProblemsTold)
      .map(
        ({ instancePath, message, params }) => `body${instancePath} ${message ?? 'is wrong'} ${JSON.stringify(params)}`,
      );
    return `The body does not obey ${type}: ${problems.join('; ')}.`;
  }

  #validatorOf(type: string): ValidateFunction {
    const known = this.#compiled.get(type);
    if (known !== undefined) return known;
    const contract = this.contracts.get(type);
    if (contract === undefined)
      throw new Error(`${type} is not in the contracts, so there is nothing to hold it against.`);
    const compiled = this.#ajv.compile(contract.schema);
    this.#compiled.set(type, compiled);
    return compiled;
  }
}
