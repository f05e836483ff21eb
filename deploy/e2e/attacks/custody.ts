import { at, cast, textOf, type WholeSystem, type Json } from '../support/whole-system.js';
import { answers, answersInAnyOrder } from './answers.js';

const refused = (status: number, code: string): object => ({ status, code });

/** O2, O3, S2, S5, S6, R9: custody, applications, month's end and scrap. */
export function custodyAttacks(onStage: () => WholeSystem): void {
  const pool = (who: typeof cast.clerk, path: string, body: object) => onStage().send(who, 'spare-pool', path, body);

  describe('custody that he wants to be rid of', () => {
    it('O2: the head hands Anshan over to nobody, to a clerk, to another city’s head, or to himself', async () => {
      const stage = onStage();
      await stage.letIn({ account: 'li.as', name: '李', roles: ['branch-head'], cities: ['AS'] });
      const serial = await stage.spare('AS');
      const offer = (toCustodian: string, countedSerials = [serial], who = cast.otherHead) =>
        pool(who, 'sites/AS/offer-custody', { toCustodian, countedSerials });
      const replies = await stage.withoutEffect(async () => [
        await offer('ghost.nobody'),
        await offer('clerk.as'),
        await offer('head.dl'),
        await offer('HEAD.AS'),
        await offer('li.as', []),
        await offer('li.as', [serial], cast.head),
      ]);
      expect(replies.map(({ status, code }) => [status, code])).toEqual([
        [409, 'person-not-known'],
        [422, 'person-without-role'],
        [422, 'person-without-role'],
        [422, 'same-custodian'],
        [422, 'count-differs-from-book'],
        [404, 'site-not-found'],
      ]);
    });

    it('S4 O2: until the successor accepts himself nothing passes, and he who left puts no loss on him', async () => {
      const stage = onStage();
      const onShelf = await stage.list('spare-pool', 'spare-units?place=site:AS&limit=200');
      const countedSerials = onShelf.map(({ serial }) => textOf(serial));
      const offered = await stage.done(cast.otherHead, 'spare-pool', 'sites/AS/offer-custody', {
        toCustodian: 'li.as',
        countedSerials,
      });
      await stage.settled();
      const accept = (who: typeof cast.clerk) =>
        pool(who, `custody-hand-overs/${textOf(offered['handOverNumber'])}/accept`, {
          countedSerials,
          movedSerials: [],
        });
      const replies = await stage.withoutEffect(async () => [
        await accept(cast.otherHead),
        await accept({ ...cast.otherHead, actor: 'HEAD.AS' }),
        await accept(cast.approver),
        await pool(cast.otherHead, 'sites/AS/offer-custody', { toCustodian: 'li.as', countedSerials }),
      ]);
      expect(answers(replies)).toEqual([
        ...Array.from({ length: 3 }, () => '403 not-the-one-named'),
        '409 hand-over-under-way',
      ]);
      expect(await stage.unit(countedSerials[0] ?? '')).toMatchObject({ custodian: 'head.as' });
      const successor = { ...cast.otherHead, actor: 'li.as' };
      await stage.done(successor, 'spare-pool', `custody-hand-overs/${textOf(offered['handOverNumber'])}/accept`, {
        countedSerials,
        movedSerials: [],
      });
      await stage.settled();
      expect(await stage.unit(countedSerials[0] ?? '')).toMatchObject({ custodian: 'li.as' });
      // He who was here before may not put a loss on his successor.
      const [blamed] = await stage.withoutEffect(async () => [
        await pool(cast.otherHead, `spare-units/${countedSerials[0] ?? ''}/report-lost`, { note: 'x' }),
      ]);
      expect(blamed).toMatchObject(refused(403, 'custodian-not-liable-by-others'));
    });
  });

  describe('a quota that he has not', () => {
    const apply = (body: Json = {}, who = cast.clerk) =>
      pool(who, 'spare-applications', { site: 'DL', model: 'M1', quantity: 1, reason: 'x', ...body });

    it('S2: the clerk asks by the quota of another day, for another city, or for more than there is', async () => {
      const replies = await onStage().withoutEffect(async () => [
        await apply({ quantity: 100 }),
        await apply({ quantity: 100, submittedAt: at('2026-01-10') }),
        await apply({ quantity: 1, submittedAt: at('2027-01-10') }),
        await apply({ site: 'AS' }),
        await apply({}, cast.otherClerk),
      ]);
      expect(answers(replies)).toEqual([
        '422 allocation-exceeded',
        '422 allocation-exceeded',
        '400 invalid-input submittedAt',
        '404 site-not-found',
        '404 site-not-found',
      ]);
    });

    it('S1 O5: a policy of the past, or by a clerk or headquarters: refused', async () => {
      const policy = { effectiveOn: '2026-03-01', ratioBasisPoints: 10_000, cap: 9_999, rounding: 'ceil' };
      const replies = await onStage().withoutEffect(async () => [
        await pool(cast.administrator, 'allocation-policies', policy),
        await pool(cast.clerk, 'allocation-policies', policy),
        await pool(cast.approver, 'allocation-policies', policy),
      ]);
      expect(answers(replies)).toEqual(['422 policy-in-the-past', '403 role-missing', '403 role-missing']);
    });

    it('S6: an early replenishment that is not owed, by the head or her clerk: refused', async () => {
      const attachment = { attachmentName: 'a.pdf', attachmentBase64: Buffer.from('%PDF-1.4').toString('base64') };
      const request = { site: 'DL', model: 'M1', quantity: 3, reason: 'x', ...attachment };
      const replies = await onStage().withoutEffect(async () => [
        await pool(cast.head, 'early-replenishments', request),
        await pool(cast.clerk, 'early-replenishments', request),
        await pool(cast.otherHead, 'early-replenishments', request),
      ]);
      expect(answers(replies)).toEqual([
        '422 early-replenishment-exceeds-allocation',
        '403 role-missing',
        '404 site-not-found',
      ]);
    });
  });

  describe('scrap that is not the company’s, or worth more than is said', () => {
    const propose = (body: Json, who = cast.warehouse) =>
      onStage().send(who, 'rma', 'scrap-records', { reason: 'beyond-repair', ...body });

    it('R9: a warehouse scraps a customer’s unit, one on loan, one that nobody knows, one for a fen', async () => {
      const stage = onStage();
      const device = await stage.covered();
      const own = await stage.spare('SY-KG');
      const { faultNumber } = await stage.fault(await stage.covered());
      const lent = await stage.spare();
      await stage.lend(faultNumber, { serial: lent });
      await stage.settled();
      const replies = await stage.withoutEffect(async () => [
        await propose({ serial: device, valueFen: 1, city: 'DL' }),
        await propose({ serial: 'NOSUCH1' }),
        await propose({ serial: lent }),
        await propose({ serial: own, valueFen: 0 }),
        await propose({ serial: own }, cast.clerk),
      ]);
      expect(replies.map(({ status, code }) => [status, code])).toEqual([
        [409, 'scrap-unit-not-known'],
        [409, 'scrap-unit-not-known'],
        [422, 'scrap-unit-not-held'],
        [422, 'scrap-known-otherwise'],
        [403, 'role-missing'],
      ]);
      expect(await stage.get('warranty', `covered-units/${device}`)).toMatchObject({ covered: true });
    });

    it('R9 O3: one person signs twice, as another department, under another spelling; the proposer executes', async () => {
      const stage = onStage();
      const serial = await stage.spare('SY-KG');
      const { scrapNumber } = await stage.done(cast.warehouse, 'rma', 'scrap-records', {
        reason: 'beyond-repair',
        serial,
      });
      await stage.settled();
      const act = (who: typeof cast.clerk, verb: string, body: object) =>
        stage.send(who, 'rma', `scrap-records/${textOf(scrapNumber)}/${verb}`, body);
      const opinion = { opinion: 'scrap', note: 'Bent.', lead: false };
      const replies = await stage.withoutEffect(async () => [
        await act(cast.warehouse, 'appraise', opinion),
        await act({ ...cast.technician, actor: 'LIU.YANG' }, 'appraise', opinion),
        await act(cast.quality, 'appraise', { ...opinion, department: 'materials', lead: true }),
        await act(cast.quality, 'appraise', { ...opinion, lead: true }),
        await act({ ...cast.quality, actor: 'nobody.known' }, 'appraise', opinion),
        await act(cast.approver, 'approve', {}),
        await act(cast.disposer, 'execute', { method: 'x', evidence: 'x' }),
      ]);
      expect(replies.map(({ code }) => code)).toEqual([
        'scrap-signed-already',
        'scrap-signed-already',
        'scrap-known-otherwise',
        'appraisal-lead-wrong',
        'person-not-known',
        'illegal-transition',
        'illegal-transition',
      ]);
      await stage.done(cast.materialsLead, 'rma', `scrap-records/${textOf(scrapNumber)}/appraise`, {
        ...opinion,
        lead: true,
      });
      for (const who of [cast.technician, cast.quality])
        await stage.done(who, 'rma', `scrap-records/${textOf(scrapNumber)}/appraise`, opinion);
      const approval = await stage.withoutEffect(async () => [
        await act({ ...cast.approver, actor: 'Xu.Lei' }, 'approve', {}),
        await act({ ...cast.generalManager, actor: 'SUN.TAO' }, 'approve', {}),
      ]);
      expect(approval.map(({ code }) => code)).toEqual(['scrap-signed-already', 'scrap-signed-already']);
      await stage.done(cast.approver, 'rma', `scrap-records/${textOf(scrapNumber)}/approve`, {});
      // Lent meanwhile? It lies where it lay; its proposer may not be the one who destroys it.
      const execution = await stage.withoutEffect(async () => [
        await act(cast.warehouse, 'execute', { method: 'x', evidence: 'x' }),
        await act({ ...cast.warehouse, actor: 'Liu.Yang.' }, 'execute', { method: 'x', evidence: 'x' }),
      ]);
      expect(execution.map(({ code }) => code)).toEqual(['scrap-signed-already', 'scrap-signed-already']);
      const both = await Promise.all(
        [cast.disposer, cast.disposer].map((who) => act(who, 'execute', { method: 'Shredded.', evidence: 'C 1' })),
      );
      expect(answersInAnyOrder(both)).toEqual(['200', '409 illegal-transition']);
      await stage.settled();
      expect(await stage.unit(serial)).toMatchObject({ place: 'scrapped' });
    });
  });

  describe('a month that is signed before it is counted', () => {
    it('S5: opened early or out of order, signed by who is not there, found without a scan, countersigned by the signer', async () => {
      const stage = onStage();
      const missing = await stage.spare();
      stage.clock.moveTo(at('2026-07-01'));
      const early = await stage.withoutEffect(async () => [
        await pool(cast.approver, 'reconciliations', { month: '2026-07', city: 'DL' }),
        await pool(cast.head, 'reconciliations', { month: '2026-06', city: 'DL' }),
      ]);
      expect(answers(early)).toEqual(['422 cut-off-not-reached', '403 role-missing']);
      await stage.done(cast.approver, 'spare-pool', 'reconciliations', { month: '2026-06', city: 'DL' });
      await stage.settled();
      const statement = 'reconciliations/RC-202606-DL';
      const resolve = (serial: string, resolution: string) =>
        pool(cast.head, `${statement}/resolve-discrepancy`, { serial, resolution, note: 'x' });
      // S4: nobody counted it yet, and who counts and who charges is not the warehouse of another site.
      const charged = { serial: missing, resolution: 'lost', note: 'x' };
      const charges = await stage.withoutEffect(async () => [
        await pool(cast.warehouse, `${statement}/resolve-discrepancy`, charged),
        await pool(cast.approver, `${statement}/resolve-discrepancy`, charged),
        await pool(cast.warehouse, `${statement}/count`, { scannedSerials: [missing, 'PHANTOM-1'] }),
      ]);
      expect(charges).toMatchObject([
        refused(403, 'custodian-not-liable-by-others'),
        refused(422, 'site-not-counted'),
        refused(403, 'not-your-site'),
      ]);
      const signatures = await stage.withoutEffect(async () => [
        await resolve(missing, 'found'),
        await resolve(missing, 'booked-elsewhere'),
        await pool(cast.head, `${statement}/sign`, {}),
        await pool(cast.otherHead, `${statement}/sign`, {}),
        await pool(cast.approver, `${statement}/sign`, {}),
        await pool(cast.approver, `${statement}/countersign`, {}),
        await pool(cast.approver, 'reconciliations', { month: '2026-08', city: 'DL' }),
      ]);
      expect(answers(signatures)).toEqual([
        '422 found-needs-scan',
        '422 resolution-does-not-fit',
        '422 discrepancies-open',
        '404 reconciliation-not-found',
        '403 not-the-custodian',
        '409 illegal-transition',
        '422 cut-off-not-reached',
      ]);
    });
  });
}
