import { traceIdOf, traceparentFor } from './trace.js';

describe('W3C trace context', () => {
  it('keeps the trace of the caller and opens a span of its own', () => {
    const caller = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00';
    const ours = traceparentFor(caller);
    expect(ours).toMatch(/^00-4bf92f3577b34da6a3ce929d0e0e4736-[0-9a-f]{16}-00$/);
    expect(ours).not.toBe(caller);
    expect(traceIdOf(ours)).toBe('4bf92f3577b34da6a3ce929d0e0e4736');
  });

  it.each([
    undefined,
    '',
    'nonsense',
    `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`,
    `ff-${'a'.repeat(32)}-00f067aa0ba902b7-01`,
  ])('begins a trace where the caller has none: %s', (header) => {
    expect(traceparentFor(header)).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
    expect(traceparentFor(header)).not.toBe(traceparentFor(header));
  });
});
