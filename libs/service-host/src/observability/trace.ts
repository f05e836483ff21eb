import { randomBytes } from 'node:crypto';

const traceparentPattern = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

/**
 * The W3C trace context under which a request runs: the caller's trace with a span of our own, or a new trace where the
 * caller sent none, or none that can be read (version 00 and later, no all-zero ids).
 */
export function traceparentFor(header: string | undefined): string {
  const [, version, traceId, , flags] = traceparentPattern.exec(header ?? '') ?? [];
  const spanId = randomBytes(8).toString('hex');
  if (traceId === undefined || version === 'ff' || /^0+$/.test(traceId)) {
    return `00-${randomBytes(16).toString('hex')}-${spanId}-01`;
  }
  return `00-${traceId}-${spanId}-${flags ?? '01'}`;
}

export function traceIdOf(traceparent: string): string {
  return traceparent.slice(3, 35);
}
