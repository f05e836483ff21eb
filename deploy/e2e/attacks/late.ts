import { at, cast, unitPriceFen, textOf, type WholeSystem, type Installed } from '../support/whole-system.js';
import { answers, answersInAnyOrder } from './answers.js';

/** S8, B7: advance replacements that are late, lost, charged and then come after all. The clock goes on by weeks here. */
export function lateAttacks(onStage: () => WholeSystem, day: string, later: string): void {
  interface Advance extends Installed {
    readonly loanNumber: string;
    readonly spare: string;
  }

  async function advance(): Promise<Advance> {
    const stage = onStage();
    const reported = await stage.fault(await stage.covered());
    const spare = await stage.spare();
    const lent = { serial: spare, loanKind: 'advance-replacement' };
    const { loanNumber } = await stage.lend(reported.faultNumber, lent);
    await stage.settled();
    return { ...reported, spare, loanNumber: textOf(loanNumber) };
  }
  const overdue = (who: typeof cast.clerk, asOf: string) =>
    onStage().send(who, 'spare-pool', 'loans/mark-overdue', { asOf });
  const charges = ({ faultNumber }: Advance) =>
    onStage().list('billing', `charges?faultNumber=${faultNumber}&limit=200`);
  const unreturned = async (one: Advance) =>
    (await charges(one)).filter(({ reason, status }) => reason !== 'repair' && status !== 'reversed');

  describe('an advance replacement', () => {
    let [lost, back, comes, once]: Advance[] = [];

    it('S8: headquarters calls it overdue by a day in the future, a clerk by any day: nobody is charged', async () => {
      const stage = onStage();
      stage.clock.moveTo(at(day));
      lost = await advance();
      back = await advance();
      comes = await advance();
      once = await advance();
      const replies = await stage.withoutEffect(async () => [
        await overdue(cast.clerk, day),
        await overdue(cast.approver, day),
        await overdue(cast.approver, later),
        await stage.send(cast.approver, 'spare-pool', `loans/${once?.loanNumber}/charge-overdue`, { asOf: later }),
      ]);
      expect(answers(replies)).toEqual(['403 role-missing', '200', '400 invalid-input asOf', '400 invalid-input asOf']);
      expect(replies[1]?.body).toMatchObject({ marked: [] });
    });

    it('S8 S7: lost by the customer and then overdue: he is charged once, and never the custodian', async () => {
      const stage = onStage();
      if (!lost || !once) throw new Error('Nothing is out.');
      await stage.done(cast.clerk, 'spare-pool', `loans/${lost.loanNumber}/report-lost`, {});
      await stage.done(cast.head, 'spare-pool', `loans/${lost.loanNumber}/confirm-loss`, {});
      stage.clock.moveTo(at(later));
      const both = await Promise.all([overdue(cast.approver, later), overdue(cast.finance, later)]);
      expect(answersInAnyOrder(both)).toEqual(['200', '200']);
      await stage.settled();
      expect(await unreturned(lost)).toMatchObject([{ debtor: 'Sun Li', amountFen: unitPriceFen }]);
      expect(await unreturned(once)).toMatchObject([{ debtor: 'Sun Li', amountFen: unitPriceFen }]);
    });

    it('B7: the defective unit comes after the charge: it is in the books, and the charge is taken back', async () => {
      const stage = onStage();
      if (!comes) throw new Error('Nothing is out.');
      expect(await unreturned(comes)).toHaveLength(1);
      const receipt = { site: 'SY-KG', scannedSerial: comes.serial };
      await stage.done(cast.warehouse, 'rma', `rma-cases/${comes.faultNumber}/receive`, receipt);
      await stage.settled();
      expect(await unreturned(comes)).toEqual([]);
      expect(await stage.unit(comes.serial)).toMatchObject({ place: 'quarantine:SY-KG', owner: 'customer' });
      expect(await stage.get('spare-pool', `loans/${comes.loanNumber}`)).toMatchObject({
        defectiveState: 'recovered-after-charge',
      });
    });

    it('S8: the spare comes back after the charge: the charge is taken back, and the customer’s unit is not the company’s', async () => {
      const stage = onStage();
      if (!back) throw new Error('Nothing is out.');
      expect(await unreturned(back)).toHaveLength(1);
      await stage.done(cast.clerk, 'spare-pool', `loans/${back.loanNumber}/take-back`, {
        scannedSerial: back.spare,
        condition: 'good',
        measured: '2 h.',
      });
      await stage.settled();
      expect(await unreturned(back)).toEqual([]);
      expect(await stage.unit(back.spare)).toMatchObject({ place: 'site:DL', owner: 'company' });
      expect(await stage.get('warranty', `covered-units/${back.serial}`)).toMatchObject({ covered: true });
    });
  });
}
