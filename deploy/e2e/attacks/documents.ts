import { BrowserOfTests } from '@rotables/testing';
import { readPrinted } from '../support/printed.js';
import { cast, textOf, type Json, type WholeSystem } from '../support/whole-system.js';
import { answered, answers, answersInAnyOrder } from './answers.js';

/** R3, R4, W2: papers that say something else than what happened, and papers that keep others from theirs. */
export function documentAttacks(onStage: () => WholeSystem): void {
  let notice = '';

  async function cookieOf(person: typeof cast.clerk): Promise<string> {
    const browser = new BrowserOfTests(() => onStage().urlOf('console'));
    await browser.send('POST', '/v1/session/by-link', { link: await onStage().linkFor(person) });
    return browser.cookie;
  }
  const print = (cookie: string, path: string): Promise<Response> =>
    fetch(`${onStage().urlOf('console')}/printed-forms/${path}`, { headers: { cookie } });

  it('R3: a clerk sends a technician who is none, or two at once; another city’s clerk signs for it', async () => {
    const stage = onStage();
    const { faultNumber } = await stage.fault(await stage.covered());
    await stage.onCase(cast.clerk, faultNumber, 'triage', { outcome: 'visit', note: 'x' });
    const words = { cause: 'x', nature: 'x', category: 'x', place: 'x', sparesAndTools: 'x' };
    const order = (technician: string, who = cast.clerk) =>
      stage.send(who, 'rma', 'dispatch-orders', { ...words, faultNumber, technician });
    const nobody = await stage.withoutEffect(async () => [
      await order('nobody.known'),
      await order('clerk.dl'),
      await order('chen.jun', cast.otherClerk),
    ]);
    expect(answers(nobody)).toEqual(['409 person-not-known', '422 person-without-role', '404 rma-case-not-found']);
    const both = await Promise.all([order('chen.jun'), order('he.ping')]);
    expect(answersInAnyOrder(both)).toEqual(['201', '409 open-dispatch-order-exists']);
  });

  it('R4: a notice names another unit than was lent, or is recovered by hand against its loan: it says what its loan says', async () => {
    const stage = onStage();
    const reported = await stage.fault(await stage.covered({ acceptanceOn: '2026-05-30', installedOn: '2026-05-30' }));
    const { faultNumber } = reported;
    const issue = (replacementSerial?: string) =>
      stage.send(cast.clerk, 'rma', 'spare-replacement-notices', { faultNumber, replacementSerial });
    const [serial, other] = [await stage.spare(), await stage.spare()];
    const early = await stage.withoutEffect(async () => [await issue(serial)]);
    const { loanNumber } = await stage.lend(faultNumber, { serial });
    await stage.settled();
    const wrong = await stage.withoutEffect(async () => [await issue(other)]);
    const both = await Promise.all([issue(), issue(serial)]);
    expect(answers([...early, ...wrong])).toEqual(['409 no-loan-to-tell', '422 replacement-is-not-the-loan']);
    expect(answersInAnyOrder(both)).toEqual(['201', '409 open-notice-exists']);
    notice = textOf(both.find(({ status }) => status === 201)?.body['noticeNumber']);
    const recover = (outcome: string, who = cast.clerk) =>
      stage.send(who, 'rma', `spare-replacement-notices/${notice}/recover`, { outcome });
    const byHand = await stage.withoutEffect(async () => [
      await recover('formal-replacement'),
      await recover('spare-returned'),
      await recover('lost', cast.otherClerk),
    ]);
    expect(answers(byHand)).toEqual(['422 loan-is-out', '422 loan-is-out', '404 spare-replacement-notice-not-found']);
    // The unit is the company's for a refund; only then the spare comes back.
    const { refundNumber } = await stage.done(cast.head, 'billing', 'refunds', { faultNumber, reason: 'x' });
    await stage.inspected(reported);
    await stage.done(cast.finance, 'billing', `refunds/${textOf(refundNumber)}/approve`, { method: 'transfer' });
    await stage.settled();
    const back = { scannedSerial: serial, condition: 'good', measured: '2 h.' };
    await stage.done(cast.clerk, 'spare-pool', `loans/${textOf(loanNumber)}/take-back`, back);
    await stage.settled();
    expect(await stage.get('rma', `spare-replacement-notices/${notice}`)).toMatchObject({ outcome: 'spare-returned' });
    const printed = await print(await cookieOf(cast.clerk), `notices/${notice}.pdf`);
    const text = (await readPrinted(new Uint8Array(await printed.arrayBuffer()))).map((page) => page.text).join('');
    expect(text).toContain('已给客户退款');
    expect(text).not.toContain('原机已修复归还');
  });

  it('a clerk prints forty sheets at once: ten are made, the rest are refused by name, and finance has hers meanwhile', async () => {
    const [greedy, patient, foreign] = [
      await cookieOf(cast.clerk),
      await cookieOf(cast.finance),
      await cookieOf(cast.otherClerk),
    ];
    let his = 0;
    const pile = Promise.all(
      Array.from({ length: 40 }, async () => {
        const one = await print(greedy, `notices/${notice}.pdf`);
        if (one.ok) his += 1;
        return one;
      }),
    );
    const hers = await print(patient, `notices/${notice}.pdf`);
    expect(hers.status).toBe(200);
    await hers.arrayBuffer();
    // Hers came between his: the tenth of his was not made yet.
    expect(his).toBeLessThan(10);
    const replies = await Promise.all((await pile).map(answered));
    const counted = answers(replies);
    expect([...new Set(counted)].sort()).toEqual(['200', '429 too-much-to-print']);
    expect(counted.filter((one) => one === '200').length).toBeGreaterThanOrEqual(10);
    const others = await Promise.all(
      [
        print(foreign, `notices/${notice}.pdf`),
        print('', `notices/${notice}.pdf`),
        print(greedy, 'notices/%2e%2e.pdf'),
      ].map(async (asked) => answered(await asked)),
    );
    expect(answers(others)).toEqual([
      '404 spare-replacement-notice-not-found',
      '401 not-signed-in',
      '404 route-not-found',
    ]);
  });

  it('W2: a clerk or a head defines a plan of a hundred years, headquarters changes the one that units are under: refused', async () => {
    const stage = onStage();
    const plan = {
      contractMonths: 1_200,
      vendorMonths: 0,
      refundDays: 7,
      freeReplacementMonths: 1,
      afterTerm: 'parts-cost-only',
    };
    const define = (who: typeof cast.clerk, body: Json) =>
      stage.send(who, 'warranty', 'warranty-plans', { ...plan, ...body });
    const replies = await stage.withoutEffect(async () => [
      await define(cast.clerk, { plan: 'FOREVER' }),
      await define(cast.head, { plan: 'FOREVER' }),
      await define(cast.administrator, { plan: 'TERM' }),
      await define(cast.approver, { plan: 'TERM', definedAt: '2020-01-01T00:00:00Z' }),
      await define(cast.approver, { plan: 'FOREVER', contractMonths: 1_201 }),
      await define(cast.approver, { plan: 'FOREVER', definedAt: '2199-01-01T00:00:00Z' }),
    ]);
    expect(answers(replies)).toEqual([
      '403 role-missing',
      '403 role-missing',
      '409 warranty-plan-exists',
      '409 warranty-plan-exists',
      '400 invalid-input contractMonths',
      '400 invalid-input definedAt',
    ]);
  });
}
