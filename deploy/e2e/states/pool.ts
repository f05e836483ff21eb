import { wayOn } from './way-on.js';
import { at, cast, textOf, type WholeSystem } from '../support/whole-system.js';

const application = (name: string): string => `spare-pool POST /v1/spare-applications/{applicationNumber}/${name}`;
const loan = (name: string): string => `spare-pool POST /v1/loans/{loanNumber}/${name}`;
const custody = (name: string): string => `spare-pool POST /v1/custody-hand-overs/{handOverNumber}/${name}`;
const statement = (name: string): string => `spare-pool POST /v1/reconciliations/{statementNumber}/${name}`;
const discrepancy = 'spare-pool POST /v1/shipment-discrepancies/{discrepancyId}/resolve';

export function poolStates(onStage: () => WholeSystem): void {
  const lent = async (other: object = {}): Promise<{ loanNumber: string; serial: string }> => {
    const { faultNumber } = await onStage().fault(
      await onStage().covered({ acceptanceOn: '2026-05-15', installedOn: '2026-05-15' }),
    );
    const serial = await onStage().spare();
    const { loanNumber } = await onStage().lend(faultNumber, { serial, ...other });
    await onStage().settled();
    return { loanNumber: textOf(loanNumber), serial };
  };
  const good = { condition: 'good', measured: '2 h.' };

  describe('what a branch asks for', () => {
    const apply = async (): Promise<string> => {
      const body = { site: 'AS', model: 'M1', quantity: 1, reason: 'Stock' };
      const { applicationNumber } = await wayOn(
        onStage(),
        cast.otherClerk,
        'spare-pool POST /v1/spare-applications',
        [],
        body,
      );
      return textOf(applicationNumber);
    };

    it('E4 S2 an application: withdrawn, rejected, closed unfilled; shipped, short, and what was missing found', async () => {
      const system = onStage();
      await system.covered({ city: 'AS' });
      await wayOn(system, cast.otherClerk, application('withdraw'), [await apply()], { reason: 'Not wanted.' });
      await wayOn(system, cast.approver, application('reject'), [await apply()], { reason: 'No.' });
      const unfilled = await apply();
      await wayOn(system, cast.approver, application('approve'), [unfilled], { quantity: 1 });
      await wayOn(system, cast.warehouse, application('close-rest'), [unfilled], { reason: 'None left.' });
      const orderNumber = await apply();
      await wayOn(system, cast.approver, application('approve'), [orderNumber], { quantity: 1 });
      const serial = await system.spare('SY-KG');
      const parcel = { orderNumber, fromSite: 'SY-KG', serials: [serial] };
      const { shipmentNumber } = await wayOn(system, cast.warehouse, 'spare-pool POST /v1/shipments', [], parcel);
      const receive = 'spare-pool POST /v1/shipments/{shipmentNumber}/receive';
      const stranger = { scannedSerials: [system.newSerial('XX')] };
      await wayOn(system, cast.otherClerk, receive, [textOf(shipmentNumber)], stranger);
      const open = await system.list('spare-pool', 'shipment-discrepancies?limit=200');
      expect(open.map(({ kind }) => kind).sort()).toEqual(['missing', 'unexpected']);
      for (const { discrepancyId, kind } of open) {
        const resolution = kind === 'missing' ? 'arrived-late' : 'set-aside';
        await wayOn(system, cast.otherHead, discrepancy, [textOf(discrepancyId)], { resolution, note: 'x' });
      }
      expect(await system.unit(serial)).toMatchObject({ place: 'site:AS' });
    });

    it('E4 W12 a shortage: closed', async () => {
      const { faultNumber } = await onStage().fault(await onStage().covered({ model: 'M-none' }));
      const { shortageNumber, outcome } = await onStage().lend(faultNumber);
      expect(outcome).toBe('none-to-lend');
      const close = 'spare-pool POST /v1/shortages/{shortageNumber}/close';
      await wayOn(onStage(), cast.clerk, close, [textOf(shortageNumber)], { note: 'Borrowed.' });
    });
  });

  describe('what is lent', () => {
    it('E4 S7 a loan: its keeping proposed and declined, taken back; broken, and lost', async () => {
      const system = onStage();
      const one = await lent();
      await wayOn(system, cast.clerk, loan('propose-keep'), [one.loanNumber]);
      await wayOn(system, cast.approver, loan('decline-keep'), [one.loanNumber], { reason: 'Wait.' });
      await wayOn(system, cast.clerk, loan('take-back'), [one.loanNumber], { scannedSerial: one.serial, ...good });
      const broken = await lent();
      const back = { scannedSerial: broken.serial, condition: 'defective' };
      await wayOn(system, cast.head, loan('take-back'), [broken.loanNumber], back);
      expect(await system.unit(broken.serial)).toMatchObject({ place: 'quarantine:DL' });
      const lost = await lent();
      await wayOn(system, cast.clerk, loan('report-lost'), [lost.loanNumber]);
      await wayOn(system, cast.clerk, loan('decline-loss'), [lost.loanNumber], { reason: 'Asked again.' });
      await wayOn(system, cast.clerk, loan('report-lost'), [lost.loanNumber]);
      await wayOn(system, cast.head, loan('confirm-loss'), [lost.loanNumber]);
      const found = 'spare-pool POST /v1/spare-units/{serial}/report-found';
      await wayOn(system, cast.head, found, [lost.serial], { site: 'DL' });
      expect(await system.unit(lost.serial)).toMatchObject({ place: 'site:DL' });
    });

    it('E4 S8 an advance replacement: overdue, charged, and the spare comes back after all', async () => {
      const system = onStage();
      const one = await lent({ loanKind: 'advance-replacement' });
      system.clock.moveTo(at('2026-06-25'));
      const overdue = 'spare-pool POST /v1/loans/mark-overdue';
      expect((await wayOn(system, cast.finance, overdue, [], { asOf: '2026-06-25' }))['marked']).toEqual([
        one.loanNumber,
      ]);
      await wayOn(system, cast.clerk, loan('take-back'), [one.loanNumber], { scannedSerial: one.serial, ...good });
      const charges = await system.list('billing', 'charges?reason=unreturned-advance');
      expect(charges).toMatchObject([{ status: 'reversed' }]);
    });
  });

  describe('what is kept', () => {
    it('E4 O2 custody: offered and declined, offered and withdrawn; a witnessed count ordered, counted and accepted', async () => {
      const system = onStage();
      const onShelf = await system.list('spare-pool', 'spare-units?place=site:AS&limit=200');
      const countedSerials = onShelf.map(({ serial }) => textOf(serial));
      const successor = { ...cast.otherHead, actor: 'li.as' };
      await system.letIn({ account: 'li.as', name: '李', roles: ['branch-head'], cities: ['AS'] });
      const offer = async (): Promise<string> => {
        const route = 'spare-pool POST /v1/sites/{site}/offer-custody';
        const body = { toCustodian: 'li.as', countedSerials };
        return textOf((await wayOn(system, cast.otherHead, route, ['AS'], body))['handOverNumber']);
      };
      await wayOn(system, successor, custody('decline'), [await offer()], { reason: 'Not yet.' });
      // He who offered it has left: headquarters withdraws it.
      await wayOn(system, cast.approver, custody('withdraw'), [await offer()], { reason: 'He left.' });
      const order = 'spare-pool POST /v1/sites/{site}/order-witnessed-count';
      const ordered = { toCustodian: 'li.as', witness: 'sun.tao', reason: 'He left.' };
      const { handOverNumber } = await wayOn(system, cast.approver, order, ['AS'], ordered);
      const number = textOf(handOverNumber);
      await wayOn(system, cast.materialsLead, custody('count'), [number], { countedSerials });
      await wayOn(system, successor, custody('accept'), [number], { countedSerials, movedSerials: [] });
      expect(await system.get('spare-pool', 'sites/AS')).toMatchObject({ custodian: 'li.as' });
    });

    it('E4 S5 a month: counted, a scan taken out, what is missing lost, signed, sent back, signed, and countersigned', async () => {
      const system = onStage();
      const missing = await system.spare();
      system.clock.moveTo(at('2026-07-01'));
      const open = 'spare-pool POST /v1/reconciliations';
      await wayOn(system, cast.approver, open, [], { month: '2026-06', city: 'DL' });
      const number = 'RC-202606-DL';
      const shelf = await system.list('spare-pool', 'spare-units?place=site:DL&limit=200');
      const held = await system.list('spare-pool', 'spare-units?place=quarantine:DL&limit=200');
      const scannedSerials = [...shelf, ...held].map(({ serial }) => textOf(serial)).filter((one) => one !== missing);
      const stranger = system.newSerial('XX');
      const scans = { scannedSerials: [...scannedSerials, stranger] };
      await wayOn(system, cast.head, statement('count'), [number], scans);
      await wayOn(system, cast.head, statement('take-out-scan'), [number], { serial: stranger, reason: 'Misread.' });
      const lost = { serial: missing, resolution: 'lost', note: 'Not there.' };
      await wayOn(system, cast.head, statement('resolve-discrepancy'), [number], lost);
      await wayOn(system, cast.head, statement('sign'), [number]);
      await wayOn(system, cast.approver, statement('send-back'), [number], { reason: 'Look again.' });
      await wayOn(system, cast.head, statement('sign'), [number]);
      await wayOn(system, cast.approver, statement('countersign'), [number]);
      expect(await system.get('spare-pool', `reconciliations/${number}`)).toMatchObject({ state: 'closed' });
    });

    it('E4 S6 what the closing ordered: its rest is closed', async () => {
      const system = onStage();
      for (const { replenishmentNumber } of await system.list('spare-pool', 'replenishments?city=DL')) {
        const close = 'spare-pool POST /v1/replenishments/{replenishmentNumber}/close-rest';
        await wayOn(system, cast.head, close, [textOf(replenishmentNumber)], { reason: 'Enough.' });
      }
    });
  });
}
