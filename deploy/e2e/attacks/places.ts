import { cast, textOf, type Reply, type WholeSystem } from '../support/whole-system.js';

const refused = (status: number, code: string): object => ({ status, code });

/** O1, O2, S1, S4, S12: a site that is none, a site of others, and units that nobody has seen. */
export function placeAttacks(onStage: () => WholeSystem): void {
  describe('a site that somebody names', () => {
    const receive = (
      who: typeof cast.clerk,
      faultNumber: string,
      site: string,
      scannedSerial: string,
    ): Promise<Reply> => onStage().send(who, 'rma', `rma-cases/${faultNumber}/receive`, { site, scannedSerial });

    it('O1 O2 S4: a clerk receives a spare of her own branch where nobody opened a site, or in Anshan: her head answers on', async () => {
      const stage = onStage();
      const serial = await stage.spare();
      const { faultNumber } = await stage.fault(serial);
      const device = await stage.fault(await stage.covered());
      const replies = await stage.withoutEffect(async () => [
        await receive(cast.clerk, faultNumber, 'NOPE', serial),
        await receive(cast.clerk, faultNumber, 'AS', serial),
        await receive(cast.clerk, device.faultNumber, 'AS', device.serial),
        await receive(cast.clerk, device.faultNumber, 'NOPE', 'SOMETHING-ELSE'),
        await receive(cast.warehouse, faultNumber, 'AS', serial),
      ]);
      expect(replies).toMatchObject([
        refused(409, 'site-not-known'),
        refused(403, 'city-out-of-scope'),
        refused(403, 'city-out-of-scope'),
        refused(409, 'site-not-known'),
        refused(403, 'not-your-site'),
      ]);
      expect(await stage.unit(serial)).toMatchObject({ place: 'site:DL', custodian: 'head.dl' });
      await stage.onCase(cast.clerk, faultNumber, 'receive', { site: 'DL', scannedSerial: serial });
      await stage.settled();
      expect(await stage.unit(serial)).toMatchObject({ place: 'quarantine:DL', custodian: 'head.dl' });
    });

    it('R8 S12: the warehouse shelves a repaired spare where nobody opened a site, or in Anshan’s keeping', async () => {
      const stage = onStage();
      const serial = await stage.spare();
      const { faultNumber } = await stage.fault(serial);
      await stage.inspected({ faultNumber, serial }, { outcome: 'no-fault-found' });
      await stage.onCase(cast.quality, faultNumber, 'test', { passed: true, measured: '2 h.' });
      await stage.settled();
      const restock = (site: string) => stage.send(cast.warehouse, 'rma', `rma-cases/${faultNumber}/restock`, { site });
      const replies = await stage.withoutEffect(async () => [await restock('NOPE'), await restock('AS')]);
      expect(replies).toMatchObject([refused(409, 'site-not-known'), refused(403, 'not-your-site')]);
      await stage.onCase(cast.warehouse, faultNumber, 'restock', { site: 'SY-KG' });
      await stage.settled();
      expect(await stage.unit(serial)).toMatchObject({ place: 'site:SY-KG', custodian: 'liu.yang' });
    });

    it('R5 X1: a parcel lies nowhere, or in another city than the warehouse’s', async () => {
      const stage = onStage();
      const ofDalian = { ...cast.warehouse, actor: 'wh.dl', cities: ['DL'] };
      const parcel = (who: typeof cast.clerk, site: string) =>
        stage.send(who, 'rma', 'receipts', { site, scannedSerial: 'PARCEL-1', note: 'No paper.' });
      const replies = await stage.withoutEffect(async () => [
        await parcel(ofDalian, 'AS'),
        await parcel(ofDalian, 'NOPE2'),
        await parcel(cast.warehouse, 'AS'),
      ]);
      expect(replies).toMatchObject([
        refused(403, 'city-out-of-scope'),
        refused(409, 'site-not-known'),
        refused(403, 'not-your-site'),
      ]);
    });
  });

  describe('units that nobody has seen', () => {
    it('S1 S2 S4 O2: the warehouse puts forty of them on Anshan’s shelf, or finds and counts there what is lost', async () => {
      const stage = onStage();
      const lost = await stage.spare();
      await stage.done(cast.head, 'spare-pool', `spare-units/${lost}/report-lost`, { note: 'Not there.' });
      await stage.settled();
      const units = Array.from({ length: 40 }, (_, index) => ({ serial: `PHANTOM-${index}`, model: 'M1' }));
      const pool = (who: typeof cast.clerk, path: string, body: object) => stage.send(who, 'spare-pool', path, body);
      const replies = await stage.withoutEffect(async () => [
        await pool(cast.warehouse, 'spare-units/acquire', { site: 'AS', units }),
        await pool(cast.materialsLead, 'spare-units/acquire', { site: 'SY-KG', units }),
        await pool(cast.otherClerk, 'spare-units/acquire', { site: 'AS', units }),
        await pool(cast.warehouse, `spare-units/${lost}/report-found`, { site: 'AS' }),
      ]);
      expect(replies).toMatchObject([
        refused(403, 'not-the-custodian'),
        refused(403, 'not-the-custodian'),
        { status: 403 },
        refused(403, 'not-your-site'),
      ]);
      expect(textOf((await stage.unit(lost))['place'])).toBe('lost');
    });
  });
}
