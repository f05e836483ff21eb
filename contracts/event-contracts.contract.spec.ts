import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { readFileSync } from 'node:fs';
import { eventContracts, partitionsPerTopic, topics, type EventContract, type SpareUnitLoaned } from './index.js';

const ajv = new Ajv({ allErrors: true, strict: true, keywords: [] });
addFormats.default(ajv);

/**
 * Which fields each event had when it was released: older events have these and no others. An event that is not in the list was not released yet
 * and may still change. A release puts its new events in, and takes nothing out.
 */
const released = JSON.parse(
  readFileSync(new URL('./released/required-fields.json', import.meta.url), 'utf8'),
) as Readonly<Record<string, readonly string[]>>;

const contracts: readonly EventContract[] = [...eventContracts.values()];

describe('event contracts', () => {
  it.each(contracts.map((contract) => [contract.type, contract] as const))(
    '%s has an example that obeys its schema',
    (_type, contract) => {
      expect(ajv.validate(contract.schema, contract.example)).toBe(true);
    },
  );

  it.each(Object.entries(released))(
    '%s refuses a body without one of the fields of its first release',
    (type, fields) => {
      const { schema, example } = contractOf(type);
      const accepted = fields.filter((field) =>
        ajv.validate(schema, Object.fromEntries(Object.entries(example).filter(([name]) => name !== field))),
      );
      expect(accepted).toEqual([]);
    },
  );

  it.each(Object.entries(released))('%s takes a body as it was at its first release', (type, fields) => {
    const { schema, example } = contractOf(type);
    const body = Object.fromEntries(Object.entries(example).filter(([name]) => fields.includes(name)));
    expect([ajv.validate(schema, body), ajv.errorsText()]).toEqual([true, 'No errors']);
  });

  it.each(contracts.map((contract) => [contract.type, contract] as const))(
    '%s travels on a topic of its own service',
    (type, contract) => {
      expect(type).toMatch(/^(warranty|spare-pool|rma|billing|console)\.[a-z-]+\.v\d+$/);
      expect(contract.topic.split('.')[0]).toBe(type.split('.')[0]);
    },
  );

  it('carries closed words as a closed type', () => {
    const kinds: Record<SpareUnitLoaned['loanKind'], true> = { loan: true, 'advance-replacement': true };
    expect(Object.keys(kinds)).toHaveLength(2);
  });

  it('has topics with a stated number of partitions', () => {
    expect(topics.length).toBeGreaterThan(0);
    expect(new Set(topics).size).toBe(topics.length);
    expect(partitionsPerTopic).toBeGreaterThanOrEqual(1);
  });
});

function contractOf(type: string): EventContract {
  const contract = eventContracts.get(type);
  if (contract === undefined)
    throw new Error(`${type} was released and is stored in logs; it must stay in the contracts.`);
  return contract;
}
