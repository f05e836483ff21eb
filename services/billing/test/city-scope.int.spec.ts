import { routesOf } from '@rotables/access';
import { caller } from '@rotables/testing';
import { clerk, finance, head, modelOf, RunningBilling, textIn } from './running-billing.js';

let billing: RunningBilling;
let documents: Readonly<Record<string, string>>;

/** A head of Anshan may call more routes than a clerk, so that fewer refusals come from the roles alone. */
const anshan = {
  ...caller('head.as', 'branch-head', ['AS']),
  roles: ['branch-head', 'branch-clerk', 'finance'] as const,
};

beforeAll(async () => {
  billing = await RunningBilling.start();
  documents = await everyKindOfDocument();
});
afterAll(() => billing.stop());

/** One of each document in Dalian, and the ids of them by the names of the routes' parameters. */
async function everyKindOfDocument(): Promise<Readonly<Record<string, string>>> {
  const { faultNumber, chargeNumber } = await billing.paidRepair(36_000);
  const receiptNumber = textIn((await billing.pay(chargeNumber, 6_000)).body, 'receiptNumber');
  const handover = {
    city: 'DL',
    businessOn: '2013-04-25',
    cashFen: 6_000,
    receiptNumbers: [receiptNumber],
    submittedAt: '2013-04-25T09:00:00Z',
  };
  const submitted = await billing.service.post(clerk, '/v1/handovers', handover);
  const refunded = await billing.fault('refund');
  await billing.fee('unit-price', 100, modelOf(refunded));
  const refund = await billing.service.post(head, '/v1/refunds', {
    faultNumber: refunded,
    reason: 'Third day.',
  });
  const quoteNumber = await billing.quote(await billing.fault('paid'), 100);
  await billing.service.post(finance, '/v1/city-grades', { city: 'DL', grade: 'A' });
  const open = await billing.list('/v1/matching?asOf=2013-03-31&limit=200');
  const carryForward = open.items.map(({ exceptionId }) => ({ exceptionId, reason: 'Goes on.', owner: clerk.subject }));
  const closed = await billing.service.post(finance, '/v1/accounting-periods/2013-03/close', { carryForward });
  expect([submitted.status, refund.status, closed.status]).toEqual([201, 201, 200]);
  return {
    faultNumber,
    chargeNumber,
    receiptNumber,
    quoteNumber,
    serial: textIn(await billing.chargeOf(faultNumber), 'serial'),
    handoverNumber: textIn(submitted.body, 'handoverNumber'),
    refundNumber: textIn(refund.body, 'refundNumber'),
    period: '2013-03',
  };
}

function businessRoutes() {
  return routesOf(billing.service.service.app).filter(
    ({ path }) => path.startsWith('/v1/') && !path.startsWith('/v1/operations'),
  );
}

function addressOf(path: string): string {
  return path.replace(/:(\w+)/g, (_all, name: string) => {
    const id = documents[name];
    if (id === undefined) throw new Error(`${path} has the parameter ${name}, for which this spec makes no document.`);
    return encodeURIComponent(id);
  });
}

describe('X8 a token of Anshan', () => {
  it('sees nothing of Dalian on any route that reads', async () => {
    const reading = businessRoutes().filter(({ method }) => method === 'GET');
    expect(reading.length).toBeGreaterThan(15);
    for (const { path } of reading) {
      const theirs = await billing.service.get(anshan, query(addressOf(path)));
      // The security log is the administrator's and the auditor's alone: refused for what they are, not for where.
      expect(path === '/v1/security-log' ? [403] : [200, 404]).toContain(theirs.status);
      expect(traces(theirs.body, path)).toEqual([]);
    }
  });

  it('sees on the same routes as finance of all cities what Anshan must not, so that the check above can fail', async () => {
    const lists = [
      '/v1/quotes',
      '/v1/charges',
      '/v1/receipts',
      '/v1/refunds',
      '/v1/handovers',
      '/v1/journal-entries',
      '/v1/accounts',
      '/v1/city-grades',
    ];
    for (const path of [...lists, '/v1/matching?asOf=2013-04-30']) {
      const ours = await billing.service.get(finance, path);
      expect(traces(ours.body, path)).not.toEqual([]);
    }
  });

  it('changes nothing of Dalian by any command', async () => {
    const before = await fingerprint();
    for (const { path, method } of businessRoutes().filter((route) => route.method === 'POST')) {
      const bodies = commandBodies();
      expect(Object.keys(bodies)).toContain(path);
      const answer = await billing.service.post(anshan, addressOf(path), bodies[path]);
      expect({ path, method, refused: [403, 404].includes(answer.status) }).toEqual({ path, method, refused: true });
    }
    expect(await fingerprint()).toEqual(before);
  });
});

function query(path: string): string {
  if (path.endsWith('/fees/effective')) return `${path}?feeCode=none&city=DL`;
  return path.endsWith('/matching') ? `${path}?asOf=2013-04-30` : path;
}

/** What in an answer belongs to Dalian. */
function traces(body: unknown, path: string): string[] {
  const text = JSON.stringify(body);
  const ids = Object.entries(documents).filter(([name]) => name !== 'period');
  const asked = ids.filter(([, id]) => !path.includes(id)).map(([, id]) => id);
  const isProblem = text.includes('urn:rotables:problem:');
  if (isProblem) return [];
  const items = typeof body === 'object' && body !== null && 'items' in body ? JSON.stringify(body.items) : text;
  return ['"DL"', ':DL"', ...asked].filter((trace) => items.includes(trace));
}

function commandBodies(): Readonly<Record<string, object>> {
  const fee = { feeCode: 'parts', description: 'Parts', amountFen: 1, effectiveOn: '2013-01-01' };
  const lines = [{ feeCode: 'parts', quantity: 1, unitFen: 1 }];
  const { faultNumber, chargeNumber } = documents;
  return {
    '/v1/fees': fee,
    '/v1/fees/correct': { ...fee, description: undefined, reason: 'None.' },
    '/v1/service-fees': { serial: documents['serial'], months: 1 },
    '/v1/service-fees/:chargeNumber/withdraw': { reason: 'None.' },
    '/v1/city-grades': { city: 'DL', grade: 'B' },
    '/v1/quotes': { faultNumber, lines },
    '/v1/quotes/:quoteNumber/confirm': { confirmedBy: 'Sun Li' },
    '/v1/quotes/:quoteNumber/refuse': { refusedBy: 'Sun Li' },
    '/v1/quotes/:quoteNumber/withdraw': { reason: 'None.' },
    '/v1/charges/:chargeNumber/repay': { method: 'transfer' },
    '/v1/payments': { chargeNumber, amountFen: 1, method: 'transfer' },
    '/v1/refunds': { faultNumber, amountFen: 1, reason: 'None.' },
    '/v1/refunds/:refundNumber/approve': { method: 'transfer' },
    '/v1/refunds/:refundNumber/reject': { reason: 'None.' },
    '/v1/handovers': { city: 'DL', businessOn: '2013-04-26', cashFen: 0, receiptNumbers: [] },
    '/v1/handovers/:handoverNumber/accept': { countedFen: 1 },
    '/v1/handovers/:handoverNumber/clear-difference': { clearance: 'made-good', reason: 'None.' },
    '/v1/accounting-periods/:period/close': { carryForward: [] },
  };
}

async function fingerprint(): Promise<unknown> {
  return billing.service
    .query(`select (select count(*) from quote) as quotes, (select sum(paid_fen) from charge) as paid,
    (select count(*) from receipt) as receipts, (select count(*) from refund) as refunds, (select count(*) from handover) as handovers,
    (select sum(version) from quote) + (select sum(version) from refund) + (select sum(version) from handover) as versions,
    (select count(*) from outbox) + (select count(*) from outbox_published) as events`);
}
