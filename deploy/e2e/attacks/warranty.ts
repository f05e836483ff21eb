import { at, cast, firstDay, textOf, type WholeSystem, type Json } from '../support/whole-system.js';
import { answers, answersInAnyOrder } from './answers.js';

const refused = (status: number, code: string): object => ({ status, code });

/** W1 to W15: what covers a unit. */
export function warrantyAttacks(onStage: () => WholeSystem): void {
  const day = '2026-05-01';
  const person = { customerName: '港务公司', customerPhone: '0411-5550-0101', contractNumber: 'HT-1' };
  const unit = (other: Json = {}): Json => ({
    serial: onStage().newSerial('CU'),
    model: 'M1',
    city: 'DL',
    plan: 'TERM',
    acceptanceOn: day,
    installedOn: day,
    ...person,
    ...other,
  });
  const register = (other: Json = {}, who = cast.clerk) =>
    onStage().send(who, 'warranty', 'covered-units', unit(other));
  const entitlement = async (faultNumber: string): Promise<Json> =>
    (await onStage().list('warranty', `entitlements?faultNumber=${faultNumber}`)).at(-1) ?? {};

  describe('coverage that is not his', () => {
    it('W4: a clerk types that the service fee is paid for ever: only billing’s receipt counts', async () => {
      const stage = onStage();
      const [typed] = await stage.withoutEffect(async () => [
        await register({ plan: 'FEE', serviceFeePaidUntilOn: '2199-12-31' }),
      ]);
      expect(typed).toMatchObject(refused(422, 'service-fee-is-not-typed'));
      const serial = await stage.covered({ plan: 'FEE', acceptanceOn: '2026-01-10', installedOn: '2026-01-10' });
      const unpaid = await stage.fault(serial, { serviceFeePaid: true });
      expect(await entitlement(unpaid.faultNumber)).toMatchObject({ kind: 'paid', rule: 'W4' });
      const [gone] = await stage.withoutEffect(async () => [
        await stage.send(cast.clerk, 'warranty', `covered-units/${serial}/record-service-fee`, {
          paidUntilOn: '2199-12-31',
        }),
      ]);
      expect(answers([gone].flatMap((one) => one ?? []))).toEqual(['404 route-not-found']);
    });

    it('W3 O5: a clerk states that the fault was in the first week, months ago: what holds today is what he gets', async () => {
      const stage = onStage();
      const serial = await stage.covered({ acceptanceOn: '2026-01-10', installedOn: '2026-01-10' });
      const { faultNumber } = await stage.fault(serial, { reportedAt: at('2026-01-12') });
      expect(await entitlement(faultNumber)).toMatchObject({ kind: 'repair', rule: 'W2' });
      const { status } = await stage.send(cast.head, 'billing', 'refunds', { faultNumber, reason: 'First week.' });
      expect(status).toBe(422);
    });

    it('W4 B6: the fee is billed, and covers once it is paid; a fee that is charged and not paid covers nothing', async () => {
      const stage = onStage();
      const serial = await stage.covered({ plan: 'FEE', acceptanceOn: '2026-01-10', installedOn: '2026-01-10' });
      const { chargeNumber } = await stage.done(cast.clerk, 'billing', 'service-fees', { serial, months: 6 });
      await stage.settled();
      const before = await stage.fault(serial);
      expect(await entitlement(before.faultNumber)).toMatchObject({ kind: 'paid' });
      const { amountFen } = await stage.get('billing', `charges/${textOf(chargeNumber)}`);
      // An hour after the fault; said to have been paid before it.
      stage.clock.moveTo(at(firstDay, '11:00'));
      const payment = { chargeNumber, amountFen, method: 'transfer', receivedAt: at(firstDay, '10:00') };
      await stage.done(cast.clerk, 'billing', 'payments', payment);
      await stage.settled();
      expect(await entitlement(before.faultNumber)).toMatchObject({ kind: 'paid' });
      await stage.done(cast.clerk, 'rma', `rma-cases/${before.faultNumber}/withdraw`, { reason: 'Other day.' });
      const after = await stage.fault(serial);
      expect(await entitlement(after.faultNumber)).toMatchObject({ kind: 'repair', rule: 'W4' });
    });

    it('W11: the fault of an unregistered unit is decided anew when it is registered; backdating wins no refund', async () => {
      const stage = onStage();
      const serial = stage.newSerial('CU');
      const { faultNumber } = await stage.fault(serial);
      expect(await entitlement(faultNumber)).toMatchObject({ kind: 'paid', rule: 'W5' });
      await stage.covered({ serial, acceptanceOn: '2026-01-05', installedOn: '2026-01-05' });
      expect(await entitlement(faultNumber)).toMatchObject({ kind: 'repair', rule: 'W2' });
      expect(await stage.get('rma', `rma-cases/${faultNumber}`)).toMatchObject({ entitlement: { kind: 'repair' } });
    });

    it('W1 W3: installed before acceptance is taken, and first use decides the seven days', async () => {
      const stage = onStage();
      const serial = await stage.covered({ installedOn: '2026-03-01', acceptanceOn: '2026-05-30' });
      const { faultNumber } = await stage.fault(serial);
      expect((await entitlement(faultNumber))['kind']).not.toBe('refund');
    });

    it('W9: a clerk renews for 2010, in the future, or twice in a row: refused, and no charge', async () => {
      const stage = onStage();
      const serial = await stage.covered({ acceptanceOn: '2025-06-02', installedOn: '2025-06-02' });
      const renew = (body: Json, of = serial, who = cast.clerk) =>
        stage.send(who, 'warranty', `covered-units/${of}/renew`, { months: 12, ...body });
      const replies = await stage.withoutEffect(async () => [
        await renew({ renewedOn: '2010-01-01' }),
        await renew({ renewedOn: '2027-01-01' }),
        await renew({ months: 100_000 }),
        await renew({}, serial, cast.otherClerk),
      ]);
      expect(answers(replies)).toEqual([
        '400 invalid-input renewedOn',
        '400 invalid-input renewedOn',
        '400 invalid-input months',
        '404 covered-unit-not-found',
      ]);
      const twice = await Promise.all([renew({}), renew({})]);
      expect(answersInAnyOrder(twice)).toEqual(['200', '409 renewed-already-today']);
      await stage.settled();
      expect(await stage.list('billing', `charges?serial=${serial}&reason=renewal`)).toHaveLength(1);
    });

    it('O1: cities that there are none, empty and overlong texts, a model in other letters: refused, and nothing is dead-lettered', async () => {
      const stage = onStage();
      const bad: readonly Json[] = [
        { city: 'ZZ' },
        { city: 'DALIAN' },
        { customerName: '' },
        { customerPhone: '' },
        { contractNumber: '' },
        { model: '' },
        { model: ' m1 ' },
        { model: 'm1' },
        { plate: 'x'.repeat(201) },
        { acceptanceOn: '1899-01-01' },
        { acceptanceOn: '2026-02-30' },
        { acceptanceOn: '2199-01-01' },
        { customerName: 'a\u0000b' },
        { customerName: 'x\ud83d' },
      ];
      const everywhere = { ...cast.approver };
      const replies = await stage.withoutEffect(() => Promise.all(bad.map((other) => register(other, everywhere))));
      expect(answers(replies)).toEqual([
        '409 city-not-known',
        '400 invalid-input city',
        '400 invalid-input customerName',
        '400 invalid-input customerPhone',
        '400 invalid-input contractNumber',
        '400 invalid-input model',
        '409 model-has-twin',
        '409 model-has-twin',
        '400 invalid-input plate',
        ...Array.from({ length: 3 }, () => '400 invalid-input acceptanceOn'),
        '400 character-not-allowed',
        '400 character-not-allowed',
      ]);
    });

    it('W3: a fault on a day that does not exist, in 1899 or tomorrow: refused, and not another day', async () => {
      const stage = onStage();
      const serial = await stage.covered();
      const report = { serial, city: 'DL', reporterName: 'A', reporterPhone: '1', symptom: 'x', severity: 'normal' };
      const days = [
        '2026-04-31T00:00:00+08:00',
        '2026-02-29T00:00:00+08:00',
        '2026-05-15T24:00:00+08:00',
        '1899-12-31T00:00:00+08:00',
        '0001-01-01T00:00:00+08:00',
        at('2026-06-29'),
        '2026-05-15',
        'yesterday',
      ];
      const replies = await stage.withoutEffect(() =>
        Promise.all(days.map((reportedAt) => stage.send(cast.clerk, 'rma', 'rma-cases', { ...report, reportedAt }))),
      );
      expect(answers(replies)).toEqual(days.map(() => '400 invalid-input reportedAt'));
    });

    it('W15: the same unit in small letters opens no second case and no twin', async () => {
      const stage = onStage();
      const serial = await stage.covered();
      await stage.fault(serial);
      const report = { city: 'DL', reporterName: 'A', reporterPhone: '1', symptom: 'x', severity: 'normal' };
      const replies = await stage.withoutEffect(async () => [
        await stage.send(cast.clerk, 'rma', 'rma-cases', { ...report, serial: serial.toLowerCase() }),
        await stage.send(cast.clerk, 'rma', 'rma-cases', { ...report, serial: serial.replace('-', ' ') }),
        await register({ serial: serial.toLowerCase() }),
        await register({ serial: serial.replace('-', '') }),
      ]);
      expect(answers(replies)).toEqual([
        '409 open-case-exists',
        '409 open-case-exists',
        '409 serial-has-twin',
        '409 serial-has-twin',
      ]);
    });

    it('X8: Anshan reports the fault of Dalian’s unit, or renews it: refused, and Dalian’s clerk sees no foreign case', async () => {
      const stage = onStage();
      const serial = await stage.covered();
      const report = { serial, reporterName: 'A', reporterPhone: '1', symptom: 'x', severity: 'normal' };
      const replies = await stage.withoutEffect(async () => [
        await stage.send(cast.otherClerk, 'rma', 'rma-cases', { ...report, city: 'AS' }),
        await stage.send(cast.otherClerk, 'rma', 'rma-cases', { ...report, city: 'DL' }),
      ]);
      expect(answers(replies)).toEqual(['422 unit-in-another-city', '403 city-out-of-scope']);
    });

    it('a clerk asks by registering whether Anshan has a unit: she is told nothing of it', async () => {
      const stage = onStage();
      const serial = await stage.covered({ city: 'AS' });
      const [answer] = await stage.withoutEffect(async () => [await register({ serial })]);
      expect(answer).toMatchObject(refused(409, 'cannot-be-registered-here'));
      expect(JSON.stringify(answer?.body)).not.toMatch(/"AS"|Anshan|港务/);
    });

    it('W7: a clerk backdates the fault of a unit that its customer damaged: no downtime is added', async () => {
      const stage = onStage();
      const serial = await stage.covered();
      const coveredUntil = async () => (await stage.get('warranty', `covered-units/${serial}`))['coveredUntil'];
      const before = await coveredUntil();
      const { faultNumber } = await stage.fault(serial, { cause: 'liquid', reportedAt: at('2026-05-01') });
      await stage.inspected({ faultNumber, serial }, { outcome: 'external-damage', cause: 'liquid' });
      await stage.onCase(cast.warehouse, faultNumber, 'return-to-customer', { customersWish: 'Will not pay.' });
      await stage.settled();
      expect(await coveredUntil()).toEqual(before);
    });

    it('W15: a unit that was replaced is covered no more, and is registered to nobody while it is the company’s', async () => {
      const stage = onStage();
      const { faultNumber, serial } = await stage.replaceable();
      const { loanNumber } = await stage.lend(faultNumber, { serial: await stage.spare() });
      await stage.done(cast.clerk, 'spare-pool', `loans/${textOf(loanNumber)}/propose-keep`, {});
      await stage.done(cast.head, 'spare-pool', `loans/${textOf(loanNumber)}/keep`, {});
      await stage.settled();
      // It is the company's now, and on its way: not yet anybody's.
      const early = await stage.withoutEffect(async () => [
        await register({ serial }),
        await register({ serial, acceptanceOn: firstDay, installedOn: firstDay }),
      ]);
      expect(answers(early)).toEqual(['400 invalid-input acceptanceOn', '422 ended-unit-is-the-companys']);
      expect(await stage.get('warranty', `covered-units/${serial}`)).toMatchObject({ covered: false });
    });
  });
}
