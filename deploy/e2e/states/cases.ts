import { wayOn } from './way-on.js';
import { cast, textOf, type Installed, type WholeSystem } from '../support/whole-system.js';

const verb = (name: string): string => `rma POST /v1/rma-cases/{faultNumber}/${name}`;
const passed = { passed: true, measured: '2 h.' };

export function caseStates(onStage: () => WholeSystem): void {
  const reported = async (): Promise<Installed> => onStage().fault(await onStage().covered());
  const on = (who: typeof cast.clerk, { faultNumber }: Installed, name: string, body: object = {}) =>
    wayOn(onStage(), who, verb(name), [faultNumber], body);
  const stateOf = async ({ faultNumber }: Installed): Promise<unknown> =>
    (await onStage().get('rma', `rma-cases/${faultNumber}`))['state'];
  const received = async (): Promise<Installed> => {
    const one = await reported();
    await on(cast.warehouse, one, 'receive', { site: 'SY-KG', scannedSerial: one.serial });
    return one;
  };
  const inspected = async (outcome = 'fault-confirmed'): Promise<Installed> => {
    const one = await received();
    await on(cast.technician, one, 'inspect', { outcome, findings: 'Board.' });
    return one;
  };

  describe('a case', () => {
    it('E4 reported, triaged, received, inspected, in repair, repaired, tested: back with its customer', async () => {
      const one = await reported();
      const way: readonly [string, typeof cast.clerk, string, object][] = [
        ['reported', cast.clerk, 'triage', { outcome: 'to-warehouse', note: 'Dead.' }],
        ['triaged', cast.warehouse, 'receive', { site: 'SY-KG', scannedSerial: one.serial }],
        ['received', cast.technician, 'inspect', { outcome: 'fault-confirmed', findings: 'Board.' }],
        ['inspected', cast.technician, 'start-repair', { method: 'in-place' }],
        ['repairing', cast.technician, 'complete-repair', { result: 'repaired', workDone: 'Board.' }],
        ['repaired', cast.quality, 'test', { passed: false, measured: 'Fails.' }],
        ['repairing', cast.technician, 'complete-repair', { result: 'repaired', workDone: 'Board.' }],
        ['repaired', cast.quality, 'test', passed],
        ['tested', cast.quality, 'test', passed],
        ['tested', cast.warehouse, 'return-to-customer', {}],
      ];
      for (const [state, who, name, body] of way) {
        expect(await stateOf(one)).toBe(state);
        await on(who, one, name, body);
      }
      expect(await stateOf(one)).toBe('with-customer');
    });

    it('E4 reported by mistake or solved by telephone', async () => {
      const [mistake, solved] = [await reported(), await reported()];
      await on(cast.head, mistake, 'withdraw', { reason: 'Mistake.' });
      await on(cast.clerk, solved, 'triage', { outcome: 'solved-remotely', note: 'A cable.' });
      expect([await stateOf(mistake), await stateOf(solved)]).toEqual(['withdrawn', 'with-customer']);
    });

    it('E4 inspected with no fault found, the wrong item, or inspected once more', async () => {
      for (const outcome of ['no-fault-found', 'wrong-item']) {
        const one = await inspected(outcome);
        await on(cast.quality, one, 'inspect', { outcome: 'no-fault-found', findings: 'Works.' });
        await on(cast.technician, one, 'test', passed);
        await on(cast.head, one, 'return-to-customer');
        expect(await stateOf(one)).toBe('with-customer');
      }
    });

    it('E4 damaged by the customer, who will not pay', async () => {
      const one = await received();
      await on(cast.technician, one, 'inspect', { outcome: 'external-damage', cause: 'liquid', findings: 'Wet.' });
      await on(cast.clerk, one, 'return-to-customer', { customersWish: 'Will not pay.' });
      expect(await stateOf(one)).toBe('with-customer');
    });

    it('E4 at the vendor’s, and beyond repair: tried again, or replaced and scrapped', async () => {
      const one = await inspected();
      const sent = await wayOn(onStage(), cast.warehouse, 'rma POST /v1/vendor-returns', [], {
        faultNumber: one.faultNumber,
        vendor: 'Hitachi',
      });
      expect(await stateOf(one)).toBe('at-vendor');
      const receive = 'rma POST /v1/vendor-returns/{vendorReturnNumber}/receive';
      const number = textOf(sent['vendorReturnNumber']);
      await wayOn(onStage(), cast.warehouse, receive, [number], { result: 'beyond-repair' });
      expect(await stateOf(one)).toBe('beyond-repair');
      await on(cast.technician, one, 'start-repair', { method: 'in-place' });
      await on(cast.technician, one, 'complete-repair', { result: 'beyond-repair', workDone: 'None.' });
      const loan = await onStage().lend(one.faultNumber, { serial: await onStage().spare() });
      const loanNumber = textOf(loan['loanNumber']);
      await onStage().settled();
      await wayOn(onStage(), cast.clerk, 'spare-pool POST /v1/loans/{loanNumber}/propose-keep', [loanNumber]);
      await wayOn(onStage(), cast.head, 'spare-pool POST /v1/loans/{loanNumber}/keep', [loanNumber]);
      expect(await onStage().unit(one.serial)).toMatchObject({ owner: 'company' });
      await wayOn(onStage(), cast.warehouse, 'rma POST /v1/scrap-records', [], { ...one, reason: 'beyond-repair' });
    });
  });

  describe('the documents of a case', () => {
    it('E4 a dispatch order: reassigned, cancelled, and done', async () => {
      const one = await reported();
      await on(cast.clerk, one, 'triage', { outcome: 'visit', note: 'Go.' });
      const words = { cause: 'x', nature: 'x', category: 'x', place: 'x', sparesAndTools: 'x' };
      const issue = async (): Promise<string> => {
        const body = { ...words, faultNumber: one.faultNumber, technician: 'chen.jun' };
        const { dispatchNumber } = await wayOn(onStage(), cast.clerk, 'rma POST /v1/dispatch-orders', [], body);
        return textOf(dispatchNumber);
      };
      const order = (name: string): string => `rma POST /v1/dispatch-orders/{dispatchNumber}/${name}`;
      const first = await issue();
      await wayOn(onStage(), cast.head, order('reassign'), [first], { technician: 'he.ping', reason: 'Ill.' });
      await wayOn(onStage(), cast.clerk, order('cancel'), [first], { reason: 'Comes himself.' });
      const done = { repairedOnSite: true, actionTaken: 'Cable.', customerSignature: 'Sun Li' };
      await wayOn(onStage(), cast.technician, order('complete'), [await issue()], done);
      expect(await stateOf(one)).toBe('with-customer');
    });

    it('E4 a notice: recovered by its loan', async () => {
      const one = await reported();
      const serial = await onStage().spare();
      const { loanNumber } = await onStage().lend(one.faultNumber, { serial });
      await onStage().settled();
      const body = { faultNumber: one.faultNumber };
      const { noticeNumber } = await wayOn(onStage(), cast.clerk, 'rma POST /v1/spare-replacement-notices', [], body);
      const back = { scannedSerial: serial, condition: 'good', measured: '2 h.' };
      await wayOn(
        onStage(),
        cast.clerk,
        'spare-pool POST /v1/loans/{loanNumber}/take-back',
        [textOf(loanNumber)],
        back,
      );
      expect(await onStage().get('rma', `spare-replacement-notices/${textOf(noticeNumber)}`)).toMatchObject({
        state: 'recovered',
      });
    });

    it('E4 R5 a parcel that nobody expected: handed back, linked to its case, or a case of its own', async () => {
      const arrive = async (scannedSerial: string): Promise<string> => {
        const body = { site: 'SY-KG', scannedSerial, note: 'No paper.' };
        const { exceptionNumber } = await wayOn(onStage(), cast.warehouse, 'rma POST /v1/receipts', [], body);
        return textOf(exceptionNumber);
      };
      const exception = (name: string): string => `rma POST /v1/receipt-exceptions/{exceptionNumber}/${name}`;
      const stranger = await arrive(onStage().newSerial('CU'));
      const back = { outcome: 'handed-back', resolution: 'Not ours.' };
      await wayOn(onStage(), cast.warehouse, exception('resolve'), [stranger], back);
      const device = await onStage().covered();
      const unannounced = await arrive(device);
      const reporter = { reporterName: 'Sun Li', reporterPhone: '1', symptom: 'Dead.', severity: 'normal' };
      await wayOn(onStage(), cast.warehouse, exception('open-case'), [unannounced], reporter);
      expect(await onStage().unit(device)).toMatchObject({ place: 'quarantine:SY-KG' });
    });

    it('E4 R9 a scrap record: rejected, or withdrawn after its approval', async () => {
      const propose = async (): Promise<string> => {
        const body = { serial: await onStage().spare('SY-KG'), reason: 'superseded' };
        const { scrapNumber } = await wayOn(onStage(), cast.warehouse, 'rma POST /v1/scrap-records', [], body);
        return textOf(scrapNumber);
      };
      const record = (name: string): string => `rma POST /v1/scrap-records/{scrapNumber}/${name}`;
      const rejected = await propose();
      await wayOn(onStage(), cast.approver, record('reject'), [rejected], { reason: 'Still good.' });
      const approved = await propose();
      const opinion = { opinion: 'scrap', note: 'Bent.' };
      await wayOn(onStage(), cast.materialsLead, record('appraise'), [approved], { ...opinion, lead: true });
      for (const who of [cast.technician, cast.quality])
        await wayOn(onStage(), who, record('appraise'), [approved], { ...opinion, lead: false });
      await wayOn(onStage(), cast.generalManager, record('approve'), [approved]);
      await wayOn(onStage(), cast.warehouse, record('withdraw'), [approved], { reason: 'Wanted after all.' });
    });
  });
}
