import { waitFor } from '@rotables/testing';
import { cast, textOf, type Installed, type Json, type Reply, type WholeSystem } from '../support/whole-system.js';

/** So often each pair is sent at once; every second time the one who proposed has been answered before. */
const rounds = [0, 1, 2, 3];

const refusals: readonly (string | null)[] = [
  'case-refused-replacement',
  'fault-is-over',
  'unit-goes-back',
  'case-refused-refund',
  'refund-beside-service',
  'unit-not-back',
];

/**
 * S7, S9, W3, X9: two services are asked at the same time to end one case, each in its own way. rma keeps the case for one of them, so that
 * exactly one comes about, whichever is faster.
 */
export function atOnceAttacks(onStage: () => WholeSystem): void {
  const wish = { customersWish: 'I will not wait.' };

  /** Asked again while the answer of the case has not been heard of, as the refusal says. */
  async function untilAnswered(ask: () => Promise<Reply>): Promise<Reply> {
    const replies: Reply[] = [];
    const answered = async (): Promise<boolean> => {
      const reply = await ask();
      replies.push(reply);
      return !(reply.code ?? '').endsWith('-answer-not-heard-of-yet');
    };
    await waitFor(answered, { describe: () => `an answer; the last was ${JSON.stringify(replies.at(-1))}` });
    return replies.at(-1) ?? { status: 0, code: null, body: {} };
  }

  const coveredNow = async (serial: string): Promise<unknown> =>
    (await onStage().get('warranty', `covered-units/${serial}`))['covered'];
  const caseOf = ({ faultNumber }: Installed): Promise<Json> => onStage().get('rma', `rma-cases/${faultNumber}`);
  const onCase = ({ faultNumber }: Installed, who: typeof cast.clerk, verb: string, body: object): Promise<Reply> =>
    onStage().send(who, 'rma', `rma-cases/${faultNumber}/${verb}`, body);
  const waitingFor = async ({ serial }: Installed): Promise<readonly Json[]> =>
    (await onStage().list('spare-pool', 'awaiting-unit-facts?limit=200', cast.warehouse)).filter(
      (fact) => fact['serial'] === serial,
    );

  async function lent(reported: Installed): Promise<{ readonly loanNumber: string; readonly spare: string }> {
    const spare = await onStage().spare();
    const { loanNumber } = await onStage().lend(reported.faultNumber, { serial: spare });
    await onStage().settled();
    return { loanNumber: textOf(loanNumber), spare };
  }

  const proposeKeep = (loanNumber: string): Promise<Json> =>
    onStage().done(cast.clerk, 'spare-pool', `loans/${loanNumber}/propose-keep`, {});
  const keep = (loanNumber: string): Promise<Reply> =>
    untilAnswered(() => onStage().send(cast.head, 'spare-pool', `loans/${loanNumber}/keep`, {}));

  /** The spare goes back to the shelf, as he has his own unit. */
  async function takenBack(loanNumber: string, scannedSerial: string): Promise<void> {
    const back = { scannedSerial, condition: 'good', measured: '2 h.' };
    await onStage().done(cast.clerk, 'spare-pool', `loans/${loanNumber}/take-back`, back);
    await onStage().settled();
  }

  /** One of the two came about; the other was refused by name, which hears either the answer first or what the case came to. */
  function onlyOne(exchange: Reply, ofRma: Reply): 'exchange' | 'rma' {
    expect([exchange.status, ofRma.status].filter((status) => status === 200)).toHaveLength(1);
    if (exchange.status === 200) expect(ofRma).toMatchObject({ status: 409, code: 'outcome-is-reserved' });
    else expect(refusals).toContain(exchange.code);
    return exchange.status === 200 ? 'exchange' : 'rma';
  }

  describe('two ends of one case at once', () => {
    it('S7 X9 a: the head keeps the spare while the warehouse hands the unit back: he has one of them', async () => {
      const stage = onStage();
      for (const round of rounds) {
        const reported = await stage.replaceable();
        const { loanNumber, spare } = await lent(reported);
        await stage.inspected(reported);
        await proposeKeep(loanNumber);
        if (round % 2 === 1) await stage.settled();
        const [kept, home] = await Promise.all([
          keep(loanNumber),
          onCase(reported, cast.warehouse, 'return-to-customer', wish),
        ]);
        await stage.settled();
        if (onlyOne(kept, home) === 'exchange') {
          expect(await stage.unit(spare)).toMatchObject({ place: 'customer', owner: 'customer' });
          expect(await stage.unit(reported.serial)).toMatchObject({ place: 'quarantine:SY-KG', owner: 'company' });
          expect(await caseOf(reported)).toMatchObject({ resolution: 'formal-replacement', unitOwner: 'company' });
          expect([await coveredNow(spare), await coveredNow(reported.serial)]).toEqual([true, false]);
        } else {
          expect(await stage.unit(reported.serial)).toMatchObject({ place: 'customer', owner: 'customer' });
          expect(await caseOf(reported)).toMatchObject({ resolution: 'returned-unrepaired', status: 'closed' });
          expect(await coveredNow(reported.serial)).toBe(true);
          await takenBack(loanNumber, spare);
        }
        expect(await waitingFor(reported)).toEqual([]);
      }
    });

    it('W3 X9 b: finance pays the refund while the warehouse hands the unit back: money or unit', async () => {
      const stage = onStage();
      for (const round of rounds) {
        const day = { acceptanceOn: '2026-05-30', installedOn: '2026-05-30' };
        const reported = await stage.fault(await stage.covered(day));
        await stage.inspected(reported);
        const { refundNumber } = await stage.done(cast.head, 'billing', 'refunds', {
          faultNumber: reported.faultNumber,
          reason: 'x',
        });
        if (round % 2 === 1) await stage.settled();
        const path = `refunds/${textOf(refundNumber)}`;
        const [paid, home] = await Promise.all([
          untilAnswered(() => stage.send(cast.finance, 'billing', `${path}/approve`, { method: 'cash' })),
          onCase(reported, cast.warehouse, 'return-to-customer', wish),
        ]);
        await stage.settled();
        const won = onlyOne(paid, home);
        expect(await stage.get('billing', path)).toMatchObject({ state: won === 'exchange' ? 'paid' : 'rejected' });
        expect(await coveredNow(reported.serial)).toBe(won === 'rma');
        expect(await stage.unit(reported.serial)).toMatchObject(
          won === 'exchange'
            ? { place: 'quarantine:SY-KG', owner: 'company' }
            : { place: 'customer', owner: 'customer' },
        );
        expect(await waitingFor(reported)).toEqual([]);
      }
    });

    it('S7 X9 c: the head keeps the spare while the clerk solves the fault on the telephone: one of them', async () => {
      const stage = onStage();
      for (const round of rounds) {
        const reported = await stage.replaceable();
        const { loanNumber, spare } = await lent(reported);
        await proposeKeep(loanNumber);
        if (round % 2 === 1) await stage.settled();
        const solved = { outcome: 'solved-remotely', note: 'Plugged in.' };
        const [kept, remote] = await Promise.all([keep(loanNumber), onCase(reported, cast.clerk, 'triage', solved)]);
        await stage.settled();
        const won = onlyOne(kept, remote);
        const charges = await stage.list('billing', `charges?faultNumber=${reported.faultNumber}&reason=repair`);
        expect(charges).toHaveLength(1);
        if (won === 'rma') {
          expect(await caseOf(reported)).toMatchObject({ resolution: 'solved-remotely', status: 'closed' });
          await takenBack(loanNumber, spare);
        } else {
          expect(await caseOf(reported)).toMatchObject({ resolution: 'formal-replacement', status: 'resolved' });
          // It is awaited by its case, and is the company's as soon as it is here.
          await stage.onCase(cast.warehouse, reported.faultNumber, 'receive', {
            site: 'SY-KG',
            scannedSerial: reported.serial,
          });
          await stage.settled();
          expect(await stage.unit(reported.serial)).toMatchObject({ place: 'quarantine:SY-KG', owner: 'company' });
        }
        expect(await waitingFor(reported)).toEqual([]);
      }
    });

    it('E4 S7 W3: what is kept for one is free again as soon as that is declined or rejected', async () => {
      const stage = onStage();
      const reported = await stage.replaceable();
      const { loanNumber, spare } = await lent(reported);
      await stage.inspected(reported);
      await proposeKeep(loanNumber);
      await stage.settled();
      const held = await stage.withoutEffect(async () => [
        await onCase(reported, cast.warehouse, 'return-to-customer', wish),
      ]);
      expect(held).toMatchObject([{ status: 409, code: 'outcome-is-reserved' }]);
      await stage.done(cast.head, 'spare-pool', `loans/${loanNumber}/decline-keep`, { reason: 'He wants his own.' });
      await stage.settled();
      await stage.onCase(cast.warehouse, reported.faultNumber, 'return-to-customer', wish);
      await takenBack(loanNumber, spare);
      expect(await caseOf(reported)).toMatchObject({ resolution: 'returned-unrepaired', reservation: null });
    });
  });
}
