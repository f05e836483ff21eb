import { cast, textOf, type WholeSystem } from '../support/whole-system.js';
import { answers } from './answers.js';

const refused = (status: number, code: string): object => ({ status, code });

/** S13, S9, X9: a spare of the company's own that fails, and what is both a spare and a customer's. */
export function ownSpareAttacks(onStage: () => WholeSystem): void {
  describe('the company’s own spare', () => {
    const repaired = async (serial: string): Promise<string> => {
      const stage = onStage();
      const { faultNumber } = await stage.fault(serial);
      await stage.inspected({ faultNumber, serial });
      await stage.onCase(cast.technician, faultNumber, 'start-repair', { method: 'refurbishment' });
      await stage.onCase(cast.technician, faultNumber, 'complete-repair', { result: 'repaired', workDone: 'Board.' });
      await stage.onCase(cast.quality, faultNumber, 'test', { passed: true, measured: '2 h.' });
      await stage.settled();
      return faultNumber;
    };

    it('S13: a clerk quotes it, sends it to a “customer”, or has a spare lent for it: it is nobody’s but the company’s', async () => {
      const stage = onStage();
      const serial = await stage.spare();
      const { faultNumber } = await stage.fault(serial);
      expect(await stage.get('rma', `rma-cases/${faultNumber}`)).toMatchObject({ unitOwner: 'company' });
      const other = await stage.spare();
      const lines = [{ feeCode: 'parts', quantity: 1 }];
      const loan = { faultNumber, site: 'DL', loanKind: 'loan', serial: other };
      const replies = await stage.withoutEffect(async () => [
        await stage.send(cast.clerk, 'billing', 'quotes', { faultNumber, lines }),
        await stage.send(cast.clerk, 'spare-pool', 'loans', loan),
        await stage.send(cast.head, 'billing', 'refunds', { faultNumber, reason: 'x' }),
      ]);
      expect(replies[0]).toMatchObject(refused(422, 'own-unit-not-quoted'));
      expect(replies[1]).toMatchObject(refused(422, 'own-unit-needs-no-loan'));
      expect(replies[2]).toMatchObject(refused(409, 'entitlement-unknown'));
    });

    it('S13 R7: taken back broken it is repaired, tested and shelved again, and goes to no customer before', async () => {
      const stage = onStage();
      const { faultNumber: ofCustomer } = await stage.fault(await stage.covered());
      const serial = await stage.spare();
      const { loanNumber } = await stage.lend(ofCustomer, { serial });
      const back = { scannedSerial: serial, condition: 'defective' };
      await stage.done(cast.clerk, 'spare-pool', `loans/${textOf(loanNumber)}/take-back`, back);
      await stage.settled();
      const faultNumber = await repaired(serial);
      const [home] = await stage.withoutEffect(async () => [
        await stage.send(cast.warehouse, 'rma', `rma-cases/${faultNumber}/return-to-customer`, {}),
      ]);
      expect(home).toMatchObject(refused(422, 'unit-belongs-to-company'));
      await stage.onCase(cast.warehouse, faultNumber, 'restock', { site: 'SY-KG' });
      await stage.settled();
      expect(await stage.unit(serial)).toMatchObject({
        place: 'site:SY-KG',
        owner: 'company',
        condition: 'refurbished',
      });
      expect(await stage.list('billing', `charges?faultNumber=${faultNumber}`)).toEqual([]);
    });

    it('S13 E4: broken on the shelf with “no fault found” it goes back to the shelf by its case', async () => {
      const stage = onStage();
      const serial = await stage.spare();
      const { faultNumber } = await stage.fault(serial);
      await stage.inspected({ faultNumber, serial }, { outcome: 'no-fault-found' });
      const [untested] = await stage.withoutEffect(async () => [
        await stage.send(cast.warehouse, 'rma', `rma-cases/${faultNumber}/restock`, { site: 'SY-KG' }),
      ]);
      expect(untested).toMatchObject(refused(409, 'illegal-transition'));
      await stage.onCase(cast.quality, faultNumber, 'test', { passed: true, measured: '2 h.' });
      await stage.onCase(cast.warehouse, faultNumber, 'restock', { site: 'SY-KG' });
      await stage.settled();
      expect(await stage.unit(serial)).toMatchObject({ place: 'site:SY-KG', owner: 'company' });
    });

    it('R7: a clerk takes a loaner back as good without a word of a test: it does not go to the shelf', async () => {
      const stage = onStage();
      const { faultNumber } = await stage.fault(await stage.covered());
      const serial = await stage.spare();
      const { loanNumber } = await stage.lend(faultNumber, { serial });
      const [untested, another] = await stage.withoutEffect(async () => [
        await stage.send(cast.clerk, 'spare-pool', `loans/${textOf(loanNumber)}/take-back`, {
          scannedSerial: serial,
          condition: 'good',
        }),
        await stage.send(cast.clerk, 'spare-pool', `loans/${textOf(loanNumber)}/take-back`, {
          scannedSerial: stage.newSerial('CU'),
          condition: 'good',
          measured: '2 h.',
        }),
      ]);
      expect(untested).toMatchObject(refused(422, 'loaner-not-tested'));
      expect(another).toMatchObject(refused(422, 'serial-mismatch'));
    });

    it('S9 X9: a covered device is bought as a spare, and a spare is sold as a device, also in small letters: neither', async () => {
      const stage = onStage();
      const [device, spare] = [await stage.covered(), await stage.spare()];
      const spellings = (serial: string) => [serial, serial.toLowerCase(), serial.replace('-', ' ')];
      const day = '2026-05-01';
      const person = { customerName: 'A', customerPhone: '1', contractNumber: 'C' };
      const unit = { model: 'M1', city: 'DL', plan: 'TERM', acceptanceOn: day, installedOn: day, ...person };
      const replies = await stage.withoutEffect(async () => [
        ...(await Promise.all(
          spellings(device).map((serial) =>
            stage.send(cast.head, 'spare-pool', 'spare-units/acquire', {
              site: 'DL',
              units: [{ serial, model: 'M1' }],
            }),
          ),
        )),
        ...(await Promise.all(
          spellings(spare).map((serial) => stage.send(cast.clerk, 'warranty', 'covered-units', { ...unit, serial })),
        )),
      ]);
      expect(replies.map(({ code }) => code)).toEqual([
        ...Array.from({ length: 3 }, () => 'unit-is-covered'),
        ...Array.from({ length: 3 }, () => 'unit-is-in-the-pool'),
      ]);
    });

    it('W15: the warehouse buys twins, in small letters and in one parcel: one unit however it is typed', async () => {
      const stage = onStage();
      const serial = await stage.spare();
      const buy = (units: readonly object[]) =>
        stage.send(cast.head, 'spare-pool', 'spare-units/acquire', { site: 'DL', units });
      const twin = stage.newSerial('SP');
      const replies = await stage.withoutEffect(async () => [
        await buy([{ serial: serial.toLowerCase(), model: 'M1' }]),
        await buy([
          { serial: twin, model: 'M1' },
          { serial: twin.toLowerCase(), model: 'M1' },
        ]),
      ]);
      expect(answers(replies)).toEqual(['409 serial-has-twin', '400 invalid-input units[1]']);
    });
  });
}
