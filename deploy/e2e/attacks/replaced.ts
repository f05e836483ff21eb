import { cast, textOf, type Installed, type WholeSystem } from '../support/whole-system.js';
import { answers } from './answers.js';

interface Days {
  /** More than a week and less than a month before today. */
  readonly acceptedOn: string;
  /** Weeks after today: the clock goes on to its last half minute. */
  readonly day: string;
  readonly next: string;
}

interface Lent {
  readonly serial: string;
  readonly path: string;
}

/** W8, S8, X3, X9: units that take each other’s place before the one that they replace is back. */
export function replacedAttacks(onStage: () => WholeSystem, { acceptedOn, day, next }: Days): void {
  const coverageOf = (serial: string, asOf = '') =>
    onStage().get('warranty', `covered-units/${serial}${asOf && `?asOf=${encodeURIComponent(asOf)}`}`);
  const replaceable = async (): Promise<Installed> =>
    onStage().fault(await onStage().covered({ acceptanceOn: acceptedOn, installedOn: acceptedOn }));

  async function lent(faultNumber: string, loanKind = 'loan'): Promise<Lent> {
    const serial = await onStage().spare();
    const { loanNumber } = await onStage().lend(faultNumber, { serial, loanKind });
    await onStage().settled();
    return { serial, path: `loans/${textOf(loanNumber)}` };
  }

  async function keep({ serial, path }: Lent): Promise<string> {
    await onStage().done(cast.head, 'spare-pool', `${path}/propose-keep`, {});
    await onStage().done(cast.approver, 'spare-pool', `${path}/keep`, {});
    await onStage().settled();
    return serial;
  }

  describe('a unit that was replaced, and is not back', () => {
    let first: Installed | null = null;
    let second: Installed | null = null;
    let advance: Lent | null = null;
    let until: unknown = null;

    it('W8: what came as a replacement opens no new month: its own fault gives no third unit', async () => {
      const stage = onStage();
      first = await replaceable();
      until = (await coverageOf(first.serial))['coveredUntil'];
      second = await stage.fault(await keep(await lent(first.faultNumber)));
      advance = await lent(second.faultNumber, 'advance-replacement');
      const { path } = advance;
      const replies = await stage.withoutEffect(async () => [
        await stage.send(cast.head, 'spare-pool', `${path}/propose-keep`, {}),
        await stage.send(cast.approver, 'spare-pool', `${path}/keep`, {}),
        await stage.send(cast.head, 'billing', 'refunds', { faultNumber: second?.faultNumber, reason: 'x' }),
      ]);
      expect(answers(replies)).toEqual([
        '422 entitlement-gives-no-replacement',
        '409 illegal-transition',
        '422 refund-not-entitled',
      ]);
      expect((await coverageOf(second.serial))['coveredUntil']).toEqual(until);
    });

    it('W8 X3: replaced half a minute before midnight: at no instant of that day or the next are both covered, or neither', async () => {
      const stage = onStage();
      const { faultNumber, serial } = await replaceable();
      const loan = await lent(faultNumber);
      const instant = new Date(`${day}T23:59:30+08:00`);
      stage.clock.moveTo(instant.toISOString());
      const heir = await keep(loan);
      const moments = [
        new Date(instant.getTime() - 1).toISOString(),
        instant.toISOString(),
        new Date(`${day}T23:59:59.999+08:00`).toISOString(),
        new Date(`${next}T00:00:00+08:00`).toISOString(),
        day,
        next,
      ];
      const covered = async (one: string, asOf: string) => (await coverageOf(one, asOf))['covered'];
      // Before that instant nothing is known of the heir, whatever acceptance it inherits.
      const both = await Promise.all(moments.map((asOf) => Promise.all([covered(serial, asOf), covered(heir, asOf)])));
      expect(both).toEqual([[true, undefined], ...Array.from({ length: 5 }, () => [false, true])]);
    });

    it('X9: A was replaced by B, and B by C that was paid for, and neither is back: one is covered, two are the company’s, nobody makes anything of them', async () => {
      const stage = onStage();
      if (!first || !second || !advance) throw new Error('Nothing was replaced.');
      await stage.done(cast.approver, 'spare-pool', 'loans/mark-overdue', { asOf: day });
      await stage.settled();
      const last = await keep(advance);
      const all = [first.serial, second.serial, last];
      const covered = async () => (await Promise.all(all.map((one) => coverageOf(one)))).map((unit) => unit['covered']);
      expect(await covered()).toEqual([false, false, true]);
      expect((await coverageOf(last))['coveredUntil']).toEqual(until);
      expect(await stage.unit(second.serial)).toMatchObject({ place: 'customer', owner: 'company' });
      const person = { customerName: 'A', customerPhone: '1', contractNumber: 'C' };
      const unit = { model: 'M1', city: 'DL', plan: 'TERM', acceptanceOn: day, installedOn: day, ...person };
      const another = await stage.fault(await stage.covered());
      const loan = { faultNumber: another.faultNumber, site: 'DL', loanKind: 'loan' };
      const acquire = (serial: string) =>
        stage.send(cast.head, 'spare-pool', 'spare-units/acquire', {
          site: 'DL',
          units: [{ serial, model: 'M1' }],
        });
      const replies = await stage.withoutEffect(async () => [
        await stage.send(cast.clerk, 'warranty', 'covered-units', { ...unit, serial: first?.serial }),
        await stage.send(cast.clerk, 'warranty', 'covered-units', { ...unit, serial: second?.serial }),
        await stage.send(cast.clerk, 'spare-pool', 'loans', { ...loan, serial: first?.serial }),
        await stage.send(cast.clerk, 'spare-pool', 'loans', { ...loan, serial: second?.serial }),
        await acquire(textOf(first?.serial)),
        await acquire(textOf(second?.serial)),
        await stage.send(cast.warehouse, 'rma', 'scrap-records', { serial: second?.serial, reason: 'beyond-repair' }),
      ]);
      expect(answers(replies)).toEqual([
        '422 ended-unit-is-the-companys',
        '422 unit-is-in-the-pool',
        '404 spare-unit-not-found',
        '409 unit-not-available',
        '409 unit-is-awaited',
        '409 serial-already-known',
        '422 scrap-unit-not-held',
      ]);
      // They come in by their cases, the later one first.
      for (const { faultNumber, serial } of [second, first])
        await stage.onCase(cast.warehouse, faultNumber, 'receive', { site: 'SY-KG', scannedSerial: serial });
      await stage.settled();
      for (const { serial } of [first, second])
        expect(await stage.unit(serial)).toMatchObject({ place: 'quarantine:SY-KG', owner: 'company' });
      expect(await covered()).toEqual([false, false, true]);
    });
  });
}
