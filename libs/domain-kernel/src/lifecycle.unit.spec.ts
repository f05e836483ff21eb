import { IllegalTransition, lifecycle } from './lifecycle.js';

const loan = lifecycle(
  {
    reserved: { handOver: 'out', cancel: 'cancelled' },
    out: { takeBack: 'returned', keep: 'formal-replacement' },
    returned: {},
    'formal-replacement': {},
    cancelled: {},
  },
  'loan',
);

describe('lifecycle', () => {
  it('follows the table', () => {
    expect(loan.after('reserved', 'handOver')).toBe('out');
    expect(loan.after(loan.after('reserved', 'handOver'), 'takeBack')).toBe('returned');
  });

  it('refuses what the table does not list, and names what is possible', () => {
    expect(() => loan.after('reserved', 'takeBack')).toThrow(IllegalTransition);
    expect(() => loan.after('reserved', 'takeBack')).toThrow(
      'The loan is "reserved", where "takeBack" is not possible; possible from here: handOver, cancel.',
    );
    expect(() => loan.after('returned', 'handOver')).toThrow('"returned" is final');
    expect(loan.can('reserved', 'takeBack')).toBe(false);
    expect(loan.can('out', 'takeBack')).toBe(true);
  });

  it('is not fooled by names that every object has', () => {
    const careless = lifecycle({ open: { close: 'closed' }, closed: {} });
    expect(careless.isState('constructor')).toBe(false);
    expect(careless.isState('closed')).toBe(true);
  });

  it('lists its states in order and knows the final ones', () => {
    expect(loan.states).toEqual(['reserved', 'out', 'returned', 'formal-replacement', 'cancelled']);
    expect(loan.states.filter((state) => loan.isFinal(state))).toEqual(['returned', 'formal-replacement', 'cancelled']);
  });

  it('names the states that nothing leads to', () => {
    expect(loan.unreachableFrom('reserved')).toEqual([]);
    const broken = lifecycle({ open: { close: 'closed' }, closed: {}, lost: { find: 'open' } });
    expect(broken.unreachableFrom('open')).toEqual(['lost']);
  });

  it('refuses a table that leads to a state it does not list', () => {
    const table: Record<string, Record<string, string>> = { open: { close: 'closed' } };
    expect(() => lifecycle(table)).toThrow('"close" leads from "open" to "closed", which the table does not list');
  });
});
