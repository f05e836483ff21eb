import { reasonForNoKafka, testKafkaBrokers } from './test-platform.js';

/**
 * A `describe` whose tests need a Kafka. Without one they are skipped aloud, and with CI=true they fail: a machine that
 * is there to test must not pass for want of a broker.
 */
export function describeWithKafka(name: string, tests: () => void): void {
  if (testKafkaBrokers() !== null) {
    describe(name, tests);
    return;
  }
  const reason = reasonForNoKafka();
  if (process.env['CI'] === 'true') {
    describe(name, () => {
      it('has a Kafka to run on', () => {
        throw new Error(`CI=true, and there is no Kafka: ${reason}`);
      });
    });
    return;
  }
  process.stderr.write(`SKIPPED for want of Kafka: ${name}. ${reason}\n`);
  describe.skip(`${name} (SKIPPED: no Kafka)`, tests);
}
