import { createLog, NestLog } from './log.js';

describe("Nest's logger over pino", () => {
  const written = (write: (log: NestLog) => void): Record<string, unknown> => {
    const lines: string[] = [];
    const destination = { write: (line: string) => void lines.push(line) };
    write(new NestLog(createLog({ service: 'depot', instance: 'one', level: 'info', destination })));
    expect(lines).toHaveLength(1);
    return JSON.parse(lines[0] ?? '') as Record<string, unknown>;
  };

  it('writes a sentence with the part that says it, and what comes in between', () => {
    expect(written((log) => log.warn('a row is refused', 7, 'registration'))).toMatchObject({
      level: 'warn',
      msg: 'a row is refused',
      part: 'registration',
      further: [7],
    });
  });

  it('writes an error with its stack', () => {
    expect(written((log) => log.error(new TypeError('broken'), 'gateway'))).toMatchObject({
      msg: 'broken',
      part: 'gateway',
      err: { type: 'TypeError', stack: expect.stringContaining('log.unit.spec') },
    });
  });

  it('writes fields as fields, with the error among them and the sentence behind them', () => {
    const fields = { err: new Error('broken'), path: '/v1/loans' };
    expect(written((log) => log.error(fields, 'a request broke', 'gateway'))).toMatchObject({
      msg: 'a request broke',
      part: 'gateway',
      path: '/v1/loans',
      err: { message: 'broken', stack: expect.any(String) },
    });
  });
});
