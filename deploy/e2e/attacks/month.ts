import { cast, textOf, type Json, type WholeSystem } from '../support/whole-system.js';
import { answers, answersInAnyOrder } from './answers.js';

/** S5, O3: what is counted and signed for June, after it has been opened. */
export function monthAttacks(onStage: () => WholeSystem): void {
  const pool = (who: typeof cast.clerk, path: string, body: object = {}) =>
    onStage().send(who, 'spare-pool', path, body);

  it('S5: three labels that a scanner read as one are taken out by who keeps the site, with a reason, and once; until then nothing is signed', async () => {
    const stage = onStage();
    const statement = 'reconciliations/RC-202606-DL';
    const batch = `${stage.newSerial('SP')} ${stage.newSerial('SP')} ${stage.newSerial('SP')}`;
    const take = (who: typeof cast.clerk, body: Json = {}) =>
      pool(who, `${statement}/take-out-scan`, { serial: batch, reason: 'Three labels in one.', ...body });
    const before = await stage.withoutEffect(async () => [
      await take(cast.head),
      await pool(cast.otherHead, `${statement}/count`, { scannedSerials: [batch] }),
      await pool(cast.head, `${statement}/count`, { scannedSerials: ['x'.repeat(101)] }),
      await pool(cast.head, `${statement}/count`, { scannedSerials: [batch.replace(' ', '\n')] }),
      await pool(cast.head, `${statement}/count`, { scannedSerials: [batch.replaceAll(' ', ';')] }),
    ]);
    expect(answers(before)).toEqual([
      '404 statement-line-not-found',
      '404 reconciliation-not-found',
      '400 invalid-input scannedSerials',
      '400 invalid-input scannedSerials[0]',
      '400 invalid-input scannedSerials[0]',
    ]);
    await stage.done(cast.head, 'spare-pool', `${statement}/count`, { scannedSerials: [batch] });
    const refusals = await stage.withoutEffect(async () => [
      await take(cast.otherHead),
      await take(cast.technician),
      await take(cast.head, { reason: '' }),
      await pool(cast.head, `${statement}/resolve-discrepancy`, {
        serial: batch,
        resolution: 'booked-elsewhere',
        note: 'x',
      }),
      await pool(cast.head, `${statement}/sign`),
    ]);
    expect(answers(refusals)).toEqual([
      '404 reconciliation-not-found',
      '403 role-missing',
      '400 invalid-input reason',
      '422 ledger-says-otherwise',
      '422 discrepancies-open',
    ]);
    await stage.done(cast.head, 'spare-pool', `${statement}/take-out-scan`, { serial: batch, reason: 'Three in one.' });
    const [again] = await stage.withoutEffect(async () => [await take(cast.head)]);
    expect(again).toMatchObject({ status: 409, code: 'not-scanned' });
    const { lines } = await stage.get('spare-pool', statement);
    expect(lines).toContainEqual(expect.objectContaining({ serial: batch, status: 'taken-out' }));
  });

  it('O3 S5: who signed for Anshan signs for headquarters too, written otherwise: refused; signed by two, nothing of it is changed', async () => {
    const stage = onStage();
    const statement = 'reconciliations/RC-202606-AS';
    await stage.done(cast.approver, 'spare-pool', 'reconciliations', { month: '2026-06', city: 'AS' });
    const { lines } = await stage.get('spare-pool', statement);
    const open = (Array.isArray(lines) ? (lines as readonly Json[]) : []).filter(({ status }) => status === 'to-count');
    const scannedSerials = open.map(({ serial }) => textOf(serial));
    const custodian = { ...cast.otherHead, actor: 'li.as' };
    await stage.done(custodian, 'spare-pool', `${statement}/count`, { scannedSerials });
    const early = await stage.withoutEffect(async () => [
      await pool(cast.approver, `${statement}/countersign`),
      await pool(cast.otherHead, `${statement}/sign`),
      await pool(cast.approver, `${statement}/sign`),
      await pool(custodian, `${statement}/countersign`),
    ]);
    expect(answers(early)).toEqual([
      '409 illegal-transition',
      '403 not-the-custodian',
      '403 not-the-custodian',
      '403 role-missing',
    ]);
    await stage.done(custodian, 'spare-pool', `${statement}/sign`, {});
    const twins = ['li.as', 'LI.AS', 'Li.As.'].map((actor) => ({ ...cast.approver, actor }));
    const himself = await stage.withoutEffect(() =>
      Promise.all(twins.map((who) => pool(who, `${statement}/countersign`))),
    );
    expect(answers(himself)).toEqual(twins.map(() => '422 countersigned-by-signer'));
    const both = await Promise.all([1, 2].map(() => pool(cast.approver, `${statement}/countersign`)));
    expect(answersInAnyOrder(both)).toEqual(['200', '409 illegal-transition']);
    const closed = await stage.withoutEffect(async () => [
      await pool(custodian, `${statement}/count`, { scannedSerials }),
      await pool(cast.approver, `${statement}/send-back`, { reason: 'x' }),
      await pool(cast.approver, 'reconciliations', { month: '2026-06', city: 'AS' }),
    ]);
    expect(answers(closed)).toEqual([
      '409 illegal-transition',
      '409 illegal-transition',
      '409 statement-already-opened',
    ]);
  });
}
