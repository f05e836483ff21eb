import {
  at,
  cast,
  partsFen,
  unitPriceFen,
  textOf,
  type WholeSystem,
  type Installed,
  type Json,
} from '../support/whole-system.js';
import { answers, answersInAnyOrder } from './answers.js';

const refused = (status: number, code: string): object => ({ status, code });

/** B1 to B8, W3: prices, quotes, refunds, hand-overs and books. */
export function moneyAttacks(onStage: () => WholeSystem): void {
  const billing = (who: typeof cast.clerk, path: string, body: object) => onStage().send(who, 'billing', path, body);
  const quoted = (faultNumber: string, line: Json, other: Json = {}, who = cast.clerk) =>
    billing(who, 'quotes', { faultNumber, lines: [{ quantity: 1, ...line }], ...other });
  const damaged = async (): Promise<Installed> => {
    const reported = await onStage().fault(await onStage().covered(), { cause: 'liquid' });
    await onStage().inspected(reported, { outcome: 'external-damage', cause: 'liquid' });
    return reported;
  };

  describe('a price that is not the schedule’s', () => {
    it('B2: a clerk, a technician or finance quotes nothing, a fen, a thousand million, or a code of her own', async () => {
      const { faultNumber } = await damaged();
      const sent: readonly Json[] = [
        { feeCode: 'anything', unitFen: 0 },
        { feeCode: 'parts', unitFen: 0 },
        { feeCode: 'parts', unitFen: 1 },
        { feeCode: 'parts', unitFen: 100_000_000_000 },
        { feeCode: 'parts', quantity: 0 },
        { feeCode: 'parts', quantity: 1_000_000 },
        { feeCode: 'parts', quantity: 0.0001 },
      ];
      const people = [cast.clerk, cast.technician, cast.finance];
      const replies = await onStage().withoutEffect(() =>
        Promise.all(people.flatMap((who) => sent.map((line) => quoted(faultNumber, line, {}, who)))),
      );
      const ofEach = [
        '422 fee-not-defined',
        '422 price-known-otherwise',
        '422 price-known-otherwise',
        '422 price-known-otherwise',
        ...Array.from({ length: 3 }, () => '400 invalid-input lines[0].quantity'),
      ];
      expect(answers(replies)).toEqual(people.flatMap(() => ofEach));
    });

    it('B2: the clerk confirms her own quote in the customer’s name, also in capitals: another person does', async () => {
      const { faultNumber } = await damaged();
      const { body } = await quoted(faultNumber, { feeCode: 'parts' });
      expect(body).toMatchObject({ totalFen: partsFen });
      await onStage().settled();
      const confirm = (actor: string, role = cast.clerk) =>
        billing({ ...role, actor }, `quotes/${textOf(body['quoteNumber'])}/confirm`, { confirmedBy: 'Sun Li' });
      const replies = await onStage().withoutEffect(async () => [
        await confirm('clerk.dl'),
        await confirm('CLERK.DL'),
        await confirm('clerk.dl.'),
        await confirm('clerk.as', cast.otherClerk),
      ]);
      expect(replies.slice(0, 3)).toMatchObject(Array.from({ length: 3 }, () => refused(422, 'another-must-confirm')));
      expect(replies[3]).toMatchObject(refused(404, 'quote-not-found'));
    });

    it('B2 R6: the technician repairs what is to be paid before anybody confirmed, or says it was earlier', async () => {
      const { faultNumber } = await damaged();
      const start = (body: object) =>
        onStage().send(cast.technician, 'rma', `rma-cases/${faultNumber}/start-repair`, {
          method: 'in-place',
          ...body,
        });
      const before = await onStage().withoutEffect(async () => [
        await start({}),
        await start({ startedAt: at('2026-05-01') }),
      ]);
      expect(answers(before)).toEqual(['422 quote-not-confirmed', '422 before-earlier-fact']);
      await quoted(faultNumber, { feeCode: 'parts' });
      await onStage().settled();
      const [unconfirmed] = await onStage().withoutEffect(async () => [await start({})]);
      expect(unconfirmed).toMatchObject(refused(422, 'quote-not-confirmed'));
    });

    it('B1: a clerk sets prices or grades of cities, or administrator and clerk correct them: 403', async () => {
      const fee = { feeCode: 'parts', description: 'x', amountFen: 1, effectiveOn: '2026-01-01' };
      const replies = await onStage().withoutEffect(async () => [
        await billing(cast.clerk, 'fees', { fees: [fee] }),
        await billing(cast.head, 'fees', { fees: [fee] }),
        await billing(cast.administrator, 'fees/correct', { ...fee, reason: 'x' }),
        await billing(cast.clerk, 'city-grades', { city: 'DL', grade: 'C' }),
      ]);
      expect(answers(replies)).toEqual(replies.map(() => '403 role-missing'));
    });
  });

  describe('a refund that is not owed', () => {
    const propose = (faultNumber: string, other: Json = {}, who = cast.head) =>
      billing(who, 'refunds', { faultNumber, reason: 'x', ...other });
    /** Accepted this week. */
    const refundable = async (): Promise<Installed> =>
      onStage().fault(await onStage().covered({ acceptanceOn: '2026-05-30', installedOn: '2026-05-30' }));

    it('W3: the head proposes more than was paid, or a refund for a repair; the clerk proposes one', async () => {
      const [refund, repair] = [await refundable(), await onStage().fault(await onStage().covered())];
      const replies = await onStage().withoutEffect(async () => [
        await propose(refund.faultNumber, { amountFen: unitPriceFen + 1 }),
        await propose(refund.faultNumber, { amountFen: 99_999_999_999 }),
        await propose(repair.faultNumber),
        await propose(refund.faultNumber, {}, cast.clerk),
        await propose(refund.faultNumber, {}, cast.otherHead),
      ]);
      expect(answers(replies)).toEqual([
        '422 refund-above-price',
        '422 refund-above-price',
        '422 refund-not-entitled',
        '403 role-missing',
        '404 case-not-found',
      ]);
    });

    it('approved by its proposer’s twin, before the unit is here, twice, or after inspection found liquid: never paid twice', async () => {
      const stage = onStage();
      const reported = await refundable();
      const { body } = await propose(reported.faultNumber);
      const refundNumber = textOf(body['refundNumber']);
      await stage.settled();
      const approve = (who: typeof cast.clerk) =>
        billing(who, `refunds/${refundNumber}/approve`, { method: 'transfer' });
      const early = await stage.withoutEffect(async () => [
        await approve({ ...cast.finance, actor: 'HEAD.DL' }),
        await approve(cast.finance),
        await propose(reported.faultNumber),
      ]);
      expect(early).toMatchObject([
        refused(422, 'second-person-needed'),
        refused(409, 'unit-not-back'),
        refused(409, 'refund-stands-already'),
      ]);
      await stage.inspected(reported, { outcome: 'external-damage', cause: 'liquid' });
      const late = await stage.withoutEffect(async () => [await approve(cast.finance)]);
      expect(late).toMatchObject([refused(422, 'refund-not-entitled')]);
    });

    it('B3: two of finance approve at once: paid once; afterwards no quote, no spare, no second refund', async () => {
      const stage = onStage();
      const reported = await refundable();
      const { body } = await propose(reported.faultNumber);
      await stage.inspected(reported);
      const approve = (who: typeof cast.clerk) =>
        billing(who, `refunds/${textOf(body['refundNumber'])}/approve`, { method: 'transfer' });
      const both = await Promise.all([approve(cast.finance), approve(cast.secondFinance)]);
      expect(answersInAnyOrder(both)).toEqual(['200', '409 illegal-transition']);
      await stage.settled();
      const spare = await stage.spare();
      const loan = { faultNumber: reported.faultNumber, site: 'DL', loanKind: 'loan', serial: spare };
      const replies = await stage.withoutEffect(async () => [
        await propose(reported.faultNumber),
        await quoted(reported.faultNumber, { feeCode: 'parts' }),
        await stage.send(cast.clerk, 'spare-pool', 'loans', loan),
      ]);
      expect(answers(replies)).toEqual(['422 refund-beside-service', '422 case-refunded', '409 fault-is-over']);
      expect(await stage.get('warranty', `covered-units/${reported.serial}`)).toMatchObject({ covered: false });
    });
  });

  describe('books and hand-overs', () => {
    it('B5: finance closes a month that is not over, or leaves what is open to nobody', async () => {
      const close = (closedAt: string, carryForward: readonly object[] = []) =>
        billing(cast.finance, 'accounting-periods/2026-06/close', { carryForward, closedAt });
      const replies = await onStage().withoutEffect(async () => [
        await close(at('2026-07-02')),
        await close(at('2026-06-30', '08:30')),
        await billing(cast.finance, 'accounting-periods/2026-06/close', { carryForward: [] }),
      ]);
      expect(answers(replies)).toEqual([
        '400 invalid-input closedAt',
        '400 invalid-input closedAt',
        '422 period-not-over',
      ]);
    });

    it('B4: a clerk hands in for another city or the future, or accepts what she handed in', async () => {
      const handover = { city: 'DL', businessOn: '2026-06-01', cashFen: 0, receiptNumbers: [] };
      const replies = await onStage().withoutEffect(async () => [
        await billing(cast.clerk, 'handovers', { ...handover, city: 'AS' }),
        await billing(cast.clerk, 'handovers', { ...handover, businessOn: '2026-06-30' }),
        await billing(cast.clerk, 'handovers', { ...handover, receiptNumbers: ['RC-20260601-9999'] }),
        await billing(cast.clerk, 'handovers/HO-20260601-0001/accept', { countedFen: 0 }),
      ]);
      expect(answers(replies)).toEqual([
        '403 city-out-of-scope',
        '400 invalid-input businessOn',
        '422 receipts-not-in-place',
        '403 role-missing',
      ]);
    });

    it('B4: what is handed in weeks late and said to have been in time is late', async () => {
      const stage = onStage();
      const [reply] = [
        await billing(cast.clerk, 'handovers', {
          city: 'DL',
          businessOn: '2026-05-04',
          cashFen: 0,
          receiptNumbers: [],
          submittedAt: at('2026-05-04', '17:59'),
        }),
      ];
      expect(reply).toMatchObject({ status: 201, body: { late: true } });
      await stage.settled();
    });

    it('B8: whatever was tried, the books are read and balance', async () => {
      for (const path of ['accounts', 'accounts?city=DL', 'trial-balance', 'journal-entries?limit=200']) {
        expect(await onStage().send(cast.finance, 'billing', path)).toMatchObject({ status: 200 });
      }
      expect(await onStage().get('billing', 'trial-balance', cast.finance)).toMatchObject({ sumFen: 0 });
    });
  });
}
