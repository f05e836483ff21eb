import { FixedClock, parseClockSetting, SystemClock } from './clock.js';
import { isRole, roles, systemSession } from './session.js';

describe('sessions', () => {
  it('O3 know the ten roles and no other', () => {
    expect(roles).toHaveLength(10);
    expect(isRole('auditor')).toBe(true);
    expect(isRole('superuser')).toBe(false);
    expect(isRole(3)).toBe(false);
  });

  it('let the system see every city and hold no role', () => {
    expect(systemSession('inbox')).toEqual({ actor: 'system:inbox', name: 'inbox', roles: [], cities: 'all' });
    expect(() => systemSession('in box')).toThrow(/^actor is "system:in box"/);
  });
});

describe('clocks', () => {
  it('stand still until moved', () => {
    const clock = new FixedClock(new Date('2013-04-10T00:00:00Z'));
    clock.now().setFullYear(1999);
    expect(clock.now().toISOString()).toBe('2013-04-10T00:00:00.000Z');
    clock.advance(60_000);
    expect(clock.now().toISOString()).toBe('2013-04-10T00:01:00.000Z');
    clock.set(new Date('2013-05-01T00:00:00Z'));
    expect(clock.now().toISOString()).toBe('2013-05-01T00:00:00.000Z');
  });

  it('are set to an instant, to run on from one, or to the real time', () => {
    const at = new Date('2013-04-10T00:00:00Z');
    expect(parseClockSetting(' 2013-04-10T08:00:00+08:00\n', 'clock')).toEqual({ kind: 'still', at });
    expect(parseClockSetting('2013-04-10T00:00:00Z running', 'clock')).toEqual({ kind: 'running', from: at });
    expect(parseClockSetting('\n', 'clock')).toEqual({ kind: 'real' });
    expect(() => parseClockSetting('2013-04-10', 'clock')).toThrow('clock is "2013-04-10"');
  });

  it('or follow the machine', () => {
    const before = Date.now();
    expect(new SystemClock().now().getTime()).toBeGreaterThanOrEqual(before);
  });
});
