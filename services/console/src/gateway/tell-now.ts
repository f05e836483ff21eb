import type { Clock } from '@rotables/domain-kernel';
import type { FastifyInstance } from 'fastify';

const answersToThePage = /^\/(api|v1)\//;

/**
 * Every answer to a page says what the installation takes for now: what is due today is its to say (ADR 0010), and not the clock and the zone
 * of whatever machine the browser runs on. A clock that cannot be read says nothing; whoever needs it is told elsewhere.
 */
export function tellNow(server: FastifyInstance, clock: Clock): void {
  server.addHook('onSend', ({ url }, reply, _payload, done) => {
    if (answersToThePage.test(url)) {
      try {
        void reply.header('rotables-now', clock.now().toISOString());
      } catch {
        void reply.removeHeader('rotables-now');
      }
    }
    done();
  });
}
