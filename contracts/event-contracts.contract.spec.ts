import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { eventContracts, partitionsPerTopic, topics, type EventContract, type SpareUnitLoaned } from './index.js';

const ajv = new Ajv({ allErrors: true, strict: true, keywords: [] });
addFormats.default(ajv);

const contracts: readonly EventContract[] = [...eventContracts.values()];

describe('event contracts', () => {
  it.each(contracts.map((contract) => [contract.type, contract] as const))(
    '%s has an example that obeys its schema',
    (_type, contract) => {
      expect(ajv.validate(contract.schema, contract.example)).toBe(true);
    },
  );

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
