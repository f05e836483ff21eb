/** A fault of the local machine (a port in use, a missing tool, a server that does not come up), told in sentences. */
export class PlatformError extends Error {
  constructor(
    /** Stable, kebab-case. */
    readonly code: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'PlatformError';
  }
}

/** Receives one line of progress at a time, without a line end. */
export type Progress = (line: string) => void;

/** For callers that show no progress. */
export const silent: Progress = () => undefined;

/** Not by `instanceof`: errors of Node's own modules belong to another realm where tests run in a sandbox. */
export function isErrorWithCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}
