import { parseBusinessDate, parseCityCode } from '@rotables/domain-kernel';
import { change, type InstalledBase } from './installed-base.js';
import { InstalledBaseWouldBeNegative } from './installed-base.errors.js';

const base: InstalledBase = { city: parseCityCode('DL'), model: 'M', installed: 3, version: 1 };
const on = parseBusinessDate('2013-04-16');

describe('installed base', () => {
  it('W14 every change is an event with the new number', () => {
    const { state, events } = change(base, { changedOn: on, delta: 2, document: 'RG-1' });
    expect(state.installed).toBe(5);
    expect(events[0]?.body).toEqual({ city: 'DL', model: 'M', changedOn: '2013-04-16', delta: 2, installed: 5 });
  });

  it('W14 no more units leave than are installed', () => {
    expect(() => change(base, { changedOn: on, delta: -4, document: 'FR-1' })).toThrow(InstalledBaseWouldBeNegative);
  });
});
