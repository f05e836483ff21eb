import { pino } from 'pino';
import { Shutdown } from './shutdown.js';

function shutdownWith(longestMilliseconds: number) {
  const lines: string[] = [];
  const shutdown = new Shutdown(pino({}, { write: (line: string) => void lines.push(line) }), longestMilliseconds);
  return { lines, shutdown };
}

describe('shutdown', () => {
  it('gives back in the reverse order of taking, once', async () => {
    const { shutdown } = shutdownWith(1_000);
    const done: string[] = [];
    for (const name of ['first', 'second', 'third']) shutdown.later(name, async () => void done.push(name));
    await Promise.all([shutdown.run(), shutdown.run()]);
    await shutdown.run();
    expect(done).toEqual(['third', 'second', 'first']);
  });

  it('goes on past a step that fails or hangs, and says which', async () => {
    const { shutdown, lines } = shutdownWith(50);
    let lastRan = false;
    shutdown.later('last', async () => void (lastRan = true));
    shutdown.later('hanging', () => new Promise(() => undefined));
    shutdown.later('failing', () => Promise.reject(new Error('broken')));
    await shutdown.run();
    expect(lastRan).toBe(true);
    expect(lines.map((line) => (JSON.parse(line) as { step: string }).step)).toEqual(
      expect.arrayContaining(['failing', 'hanging']),
    );
  });
});
