import { Sleeper } from './sleeper.js';

const veryLong = 60_000;

describe('a sleeper', () => {
  it('is woken by news', async () => {
    const sleeper = new Sleeper();
    const slept = sleeper.sleep(veryLong);
    sleeper.wake();
    expect(await slept).toBe(true);
  });

  it('does not lose news that came before it slept, and is told of them once', async () => {
    const sleeper = new Sleeper();
    sleeper.wake();
    expect(await sleeper.sleep(veryLong)).toBe(true);
    expect(await sleeper.sleep(1)).toBe(false);
  });

  it('sleeps through news when asked to, and hears of them afterwards', async () => {
    const sleeper = new Sleeper();
    const slept = sleeper.sleep(5, { wakeable: false });
    sleeper.wake();
    expect(await slept).toBe(false);
    expect(await sleeper.sleep(veryLong)).toBe(true);
  });

  it('never sleeps again once it has ended', async () => {
    const sleeper = new Sleeper();
    const slept = sleeper.sleep(veryLong, { wakeable: false });
    sleeper.end();
    expect(await slept).toBe(false);
    expect(await sleeper.sleep(veryLong)).toBe(false);
  });
});
