import { at, cast, textOf, type WholeSystem } from '../support/whole-system.js';
import { answers, answersInAnyOrder } from './answers.js';

/** R9, R12, S7, S12: a unit goes to a vendor, out of a site or to scrap by other rules than the house’s. */
export function houseAttacks(onStage: () => WholeSystem): void {
  it('R12 S4: the vendor’s other unit is given in for the one that was sent, it comes back twice, or the custodian is to pay for it: refused', async () => {
    const stage = onStage();
    const { faultNumber, serial } = await stage.fault(await stage.covered());
    await stage.inspected({ faultNumber, serial });
    const sending = { faultNumber, vendor: 'Seagate' };
    const { vendorReturnNumber } = await stage.done(cast.warehouse, 'rma', 'vendor-returns', sending);
    await stage.settled();
    const path = `vendor-returns/${textOf(vendorReturnNumber)}/receive`;
    const receive = (body: object, who = cast.warehouse) =>
      stage.send(who, 'rma', path, { result: 'repaired', ...body });
    const replies = await stage.withoutEffect(async () => [
      await receive({ serial: stage.newSerial('CU') }),
      await receive({}, cast.technician),
      await receive({ receivedAt: at('2026-01-01') }),
      await receive({ result: 'swapped' }),
      await stage.send(cast.warehouse, 'rma', 'vendor-returns', sending),
      await stage.send(cast.technician, 'rma', `rma-cases/${faultNumber}/complete-repair`, {
        result: 'repaired',
        workDone: 'x',
      }),
      await stage.send(cast.approver, 'spare-pool', `spare-units/${serial}/report-lost`, {
        note: 'The vendor has lost it.',
      }),
      await stage.send(cast.warehouse, 'rma', `rma-cases/${faultNumber}/return-to-customer`, {}),
    ]);
    expect(answers(replies)).toEqual([
      '400 invalid-input serial',
      '403 role-missing',
      '422 before-earlier-fact',
      '400 invalid-input result',
      '409 illegal-transition',
      '422 repair-is-at-vendor',
      '409 unit-not-available',
      '409 illegal-transition',
    ]);
    const twice = await Promise.all([receive({}), receive({})]);
    expect(answersInAnyOrder(twice)).toEqual(['200', '409 illegal-transition']);
    // Back in the house it is still the customer's, and no custodian owes it.
    await stage.settled();
    const [lost] = await stage.withoutEffect(async () => [
      await stage.send(cast.approver, 'spare-pool', `spare-units/${serial}/report-lost`, { note: 'Not there.' }),
    ]);
    expect(lost).toMatchObject({ status: 422, code: 'no-custodian' });
    expect(await stage.unit(serial)).toMatchObject({ owner: 'customer' });
  });

  it('S12: a warehouse ships without an order, to itself, or what is not on its shelf: nothing leaves', async () => {
    const stage = onStage();
    const serial = await stage.spare();
    const ship = (body: object, who = cast.warehouse) =>
      stage.send(who, 'spare-pool', 'shipments', { fromSite: 'DL', serials: [serial], ...body });
    const replies = await stage.withoutEffect(async () => [
      await ship({ orderNumber: 'SA-20260601-9999' }),
      await ship({ orderNumber: 'DL' }),
      await ship({ orderNumber: 'SA-20260601-9999', toSite: 'SY-KG' }),
      await ship({ orderNumber: 'SA-20260601-9999' }, cast.clerk),
      await ship({ orderNumber: 'SA-20260601-9999' }, cast.head),
      await ship({ orderNumber: 'SA-20260601-9999', serials: [] }),
    ]);
    expect(answers(replies)).toEqual([
      '404 spare-application-not-found',
      '404 order-not-found',
      '400 invalid-input toSite',
      '403 role-missing',
      '403 role-missing',
      '400 invalid-input serials',
    ]);
    expect(await stage.unit(serial)).toMatchObject({ place: 'site:DL' });
  });

  it('R9 S7: whoever signs or lends brings his own number of appraisers, limit or term along: the rule’s is taken', async () => {
    const stage = onStage();
    const [own, spare] = [await stage.spare('SY-KG'), await stage.spare()];
    const { faultNumber } = await stage.fault(await stage.covered());
    const scrap = { serial: own, reason: 'beyond-repair' };
    const loan = { faultNumber, site: 'DL', loanKind: 'advance-replacement', serial: spare };
    const replies = await stage.withoutEffect(async () => [
      await stage.send(cast.warehouse, 'rma', 'scrap-records', { ...scrap, appraisersNeeded: 1 }),
      await stage.send(cast.warehouse, 'rma', 'scrap-records', { ...scrap, approvalLimitFen: 100_000_000 }),
      await stage.send(cast.clerk, 'spare-pool', 'loans', { ...loan, workingDays: 250 }),
      await stage.send(cast.clerk, 'spare-pool', 'loans', { ...loan, dueBackOn: '2026-06-30' }),
      await stage.send(cast.clerk, 'spare-pool', 'loans', { ...loan, loanKind: 'loan', dueBackOn: '2026-12-31' }),
    ]);
    expect(answers(replies)).toEqual([
      '400 invalid-input appraisersNeeded',
      '400 invalid-input approvalLimitFen',
      '400 invalid-input workingDays',
      '422 due-back-too-late',
      '422 due-back-too-late',
    ]);
  });
}
