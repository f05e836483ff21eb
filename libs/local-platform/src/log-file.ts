import { closeSync, mkdirSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { isErrorWithCode } from './platform-error.js';

/** Servers write the values of statements into their logs, and services the names of people. */
const readableByOwner = 0o600;
const defaultLimitBytes = 10 * 1024 * 1024;

/** A log on disk that never takes more than twice its limit: when full it becomes `<name>.1` and begins anew. */
export class LogFile {
  #descriptor: number;
  #size: number;
  #tail = '';

  constructor(
    readonly path: string,
    private readonly limitBytes = defaultLimitBytes,
  ) {
    mkdirSync(dirname(path), { recursive: true });
    this.#descriptor = openSync(path, 'a', readableByOwner);
    this.#size = statSync(path).size;
  }

  /** Writes at once, without a buffer of our own: what a process said last is what an operator needs when it died. */
  write(text: string): void {
    if (this.#descriptor < 0) {
      return;
    }
    if (this.#size > 0 && this.#size + Buffer.byteLength(text) > this.limitBytes) {
      this.#rotate();
    }
    try {
      this.#size += writeSync(this.#descriptor, text);
    } catch (error) {
      // A full disk costs log lines, not the process that supervises the others.
      if (!isErrorWithCode(error, 'ENOSPC')) {
        throw error;
      }
    }
    this.#tail = (this.#tail + text).slice(-4_000);
  }

  /** The last lines written through this object, for error messages. */
  lastLines(count: number): string {
    return this.#tail.trimEnd().split('\n').slice(-count).join('\n');
  }

  close(): void {
    if (this.#descriptor >= 0) {
      closeSync(this.#descriptor);
      this.#descriptor = -1;
    }
  }

  #rotate(): void {
    closeSync(this.#descriptor);
    rmSync(`${this.path}.1`, { force: true });
    renameSync(this.path, `${this.path}.1`);
    this.#descriptor = openSync(this.path, 'a', readableByOwner);
    this.#size = 0;
  }
}
