import { at, cast, textOf, type Json, type WholeSystem } from '../support/whole-system.js';
import { answers, answersInAnyOrder } from './answers.js';

/** B3, B5, B8, E2: what is written off, paid back or left open by one person. The months of June and July are over here. */
export function bookAttacks(onStage: () => WholeSystem): void {
  const billing = (who: typeof cast.clerk, path: string, body: object = {}) =>
    onStage().send(who, 'billing', path, body);

  /** A service fee that somebody has taken the money for. */
  async function paidFee(receiver = cast.finance): Promise<string> {
    const stage = onStage();
    const serial = await stage.covered({ plan: 'FEE' });
    const { chargeNumber, amountFen } = await stage.done(cast.clerk, 'billing', 'service-fees', { serial, months: 1 });
    await stage.done(receiver, 'billing', 'payments', { chargeNumber, amountFen, method: 'transfer' });
    await stage.settled();
    return textOf(chargeNumber);
  }

  it('B8: somebody reverses, waives or voids what is charged or received, or makes an invoice, by a route that he makes up: none is there', async () => {
    const chargeNumber = await paidFee();
    const [receipt] = await onStage().list('billing', `receipts?chargeNumber=${chargeNumber}`);
    const receiptNumber = textOf(receipt?.['receiptNumber']);
    const paths = [
      ...['reverse', 'waive', 'void', 'write-off'].map((verb) => `charges/${chargeNumber}/${verb}`),
      ...['reverse', 'void'].map((verb) => `receipts/${receiptNumber}/${verb}`),
      'charges',
      'receipts',
      'journal-entries',
      'invoices',
    ];
    const people = [cast.clerk, cast.finance, cast.generalManager, cast.administrator];
    const replies = await onStage().withoutEffect(() =>
      Promise.all(people.flatMap((who) => paths.map((path) => billing(who, path, { reason: 'x' })))),
    );
    expect([...new Set(answersInAnyOrder(replies))]).toEqual(['404 route-not-found', '405 method-not-allowed']);
  });

  it('O3 E2: one person of finance takes back a fee that was paid and pays it back himself: it takes another, and happens once', async () => {
    const stage = onStage();
    const chargeNumber = await paidFee();
    const withdraw = (who: typeof cast.clerk) => billing(who, `service-fees/${chargeNumber}/withdraw`, { reason: 'x' });
    const repay = (who: typeof cast.clerk) => billing(who, `charges/${chargeNumber}/repay`, { method: 'cash' });
    const early = await stage.withoutEffect(async () => [
      await withdraw(cast.clerk),
      await withdraw(cast.head),
      await withdraw(cast.otherClerk),
      await withdraw(cast.finance),
      await withdraw({ ...cast.finance, actor: 'Qian.Hui.' }),
      await repay(cast.secondFinance),
      await repay(cast.clerk),
    ]);
    expect(answers(early)).toEqual([
      '403 paid-fee-is-finances',
      '403 paid-fee-is-finances',
      '404 charge-not-found',
      '422 receiver-may-not-withdraw',
      '422 receiver-may-not-withdraw',
      '409 illegal-transition',
      '403 role-missing',
    ]);
    await stage.done(cast.secondFinance, 'billing', `service-fees/${chargeNumber}/withdraw`, { reason: 'Other unit.' });
    await stage.settled();
    const alone = await stage.withoutEffect(async () => [
      await repay(cast.secondFinance),
      await repay({ ...cast.secondFinance, actor: 'ZHOU.MIN' }),
      await repay({ ...cast.approver, actor: 'zhou.min.' }),
      await repay(cast.finance),
      await withdraw(cast.secondFinance),
    ]);
    expect(answers(alone)).toEqual([
      '422 reverser-may-not-repay',
      '422 reverser-may-not-repay',
      '422 reverser-may-not-repay',
      '422 receiver-may-not-repay',
      '409 illegal-transition',
    ]);
    const both = await Promise.all([repay(cast.approver), repay(cast.approver)]);
    expect(answersInAnyOrder(both)).toEqual(['200', '409 nothing-to-repay']);
  });

  it('B5: finance closes June by half past eight of its last day, leaves what is open to nobody, or lets July go first', async () => {
    const stage = onStage();
    const open = await stage.list('billing', 'matching?asOf=2026-06-30&limit=200', cast.finance);
    expect(open.map(({ kind }) => kind)).toContain('refund-open');
    const carried = (owner: string) =>
      open.map(({ exceptionId }): Json => ({ exceptionId: exceptionId ?? null, reason: 'x', owner }));
    const close = (period: string, carryForward: readonly object[], other: Json = {}, who = cast.finance) =>
      billing(who, `accounting-periods/${period}/close`, { carryForward, ...other });
    const replies = await stage.withoutEffect(async () => [
      await close('2026-06', carried('qian.hui'), { closedAt: at('2026-06-30', '08:30') }),
      await close('2026-06', []),
      await close('2026-06', carried('nobody')),
      await close('2026-06', carried('qian.hui').slice(1)),
      await close('2026-07', carried('qian.hui')),
      await close('2026-08', []),
      await close('2026-06', carried('qian.hui'), {}, cast.clerk),
      await close('2026-06', carried('qian.hui'), {}, cast.approver),
    ]);
    expect(answers(replies)).toEqual([
      '422 period-not-over',
      '422 period-has-open-exceptions',
      '409 person-not-known',
      '422 period-has-open-exceptions',
      '422 earlier-period-open',
      '422 period-not-over',
      '403 role-missing',
      '403 role-missing',
    ]);
  });
}
