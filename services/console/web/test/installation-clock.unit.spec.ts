import { jest } from '@jest/globals';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hearNow, installationNow } from '../src/api/installation-clock';
import { businessDate, daysSince } from '../src/parts/format';

describe('O4 today', () => {
  beforeAll(() => jest.useFakeTimers({ now: new Date('2031-07-01T10:00:00Z') }));
  afterAll(() => jest.useRealTimers());

  it("is the installation's, in business time, whatever the browser's clock and zone say", () => {
    hearNow('2013-04-30T15:59:59.999Z');
    expect(businessDate()).toBe('2013-04-30');
    jest.advanceTimersByTime(1);
    expect(businessDate()).toBe('2013-05-01');
    expect(daysSince('2013-04-28T16:00:00.000Z')).toBe(2);
  });

  it('follows a clock that is moved on, and goes on by itself in between', () => {
    hearNow('2013-05-02T00:00:00.000Z');
    jest.advanceTimersByTime(3_600_000);
    expect(installationNow().toISOString()).toBe('2013-05-02T01:00:00.000Z');
    hearNow(null);
    hearNow('soon');
    expect(installationNow().toISOString()).toBe('2013-05-02T01:00:00.000Z');
  });

  it('is asked of nothing else in the client', () => {
    const web = join(import.meta.dirname, '..', 'src');
    const own = globSync('**/*.{ts,tsx}', { cwd: web }).filter((file) =>
      /new Date\(\)|Date\.now\(\)|dayjs\(\)/.test(readFileSync(join(web, file), 'utf8')),
    );
    expect(own).toEqual(['api/installation-clock.ts']);
  });
});
