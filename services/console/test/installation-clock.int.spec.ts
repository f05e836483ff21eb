import { FixedClock } from '@rotables/domain-kernel';
import { RunningTestService } from '@rotables/testing';
import { consoleService } from '../src/index.js';

describe('ADR 0010 the clock of the installation', () => {
  const now = new Date('2013-04-30T15:59:59.999Z');
  let service: RunningTestService;
  beforeAll(async () => {
    service = await RunningTestService.start(consoleService, { clock: new FixedClock(now) });
  });
  afterAll(() => service.stop());

  it.each(['/v1/session', '/api/rma/v1/rma-cases', '/api/console/v1/accounts'])(
    'is told to pages with every answer, to who is not signed in too: %s',
    async (path) => {
      const { status, headers } = await fetch(`${service.service.url}${path}`);
      expect([status, headers.get('rotables-now')]).toEqual([401, now.toISOString()]);
    },
  );
});
