import { setTimeout as delay } from 'node:timers/promises';
import type { BoundProcess } from './bound-process.js';
import type { LogFile } from './log-file.js';
import { PlatformError } from './platform-error.js';

/**
 * Asks until the server answers.
 * @throws PlatformError 'did-not-start' with the last lines of its log when it ends before, or does not answer in time
 */
export async function untilAnswering(
  server: BoundProcess,
  log: LogFile,
  answers: () => Promise<boolean>,
  timeoutMilliseconds: number,
): Promise<void> {
  const deadline = Date.now() + timeoutMilliseconds;
  while (!(await answers())) {
    if (server.end !== null) {
      throw didNotStart(server, log, `ended with ${server.end.signal ?? `exit code ${server.end.code}`}`);
    }
    if (Date.now() > deadline) {
      throw didNotStart(server, log, `did not answer within ${timeoutMilliseconds / 1000} s`);
    }
    await delay(50);
  }
}

function didNotStart(server: BoundProcess, log: LogFile, reason: string): PlatformError {
  const message = `${server.name} ${reason}. Its log ${log.path} ends with:\n${log.lastLines(12)}`;
  return new PlatformError('did-not-start', message);
}
