import {
  at,
  cast,
  cheaperModel,
  model,
  unitPriceFen,
  textOf,
  type WholeSystem,
  type Reply,
} from '../support/whole-system.js';
import { answers, answersInAnyOrder } from './answers.js';

const refused = (status: number, code: string): object => ({ status, code });

/** S7, S8, W12: who gets a spare, for how long, and who pays for it. */
export function loanAttacks(onStage: () => WholeSystem): void {
  describe('a spare that is not his', () => {
    it('S7: a clerk lends for a fault that nobody reported: nothing leaves the shelf', async () => {
      const serial = await onStage().spare();
      const invented = { faultNumber: 'FR-20991231-9999', site: 'DL', serial, defectiveSerial: 'INVENTED-1', model };
      const replies = await onStage().withoutEffect(() =>
        Promise.all(['loan', 'advance-replacement'].map((loanKind) => lend({ ...invented, loanKind }))),
      );
      expect(replies).toMatchObject([refused(409, 'fault-not-known-yet'), refused(409, 'fault-not-known-yet')]);
      expect(await onStage().unit(serial)).toMatchObject({ place: 'site:DL', owner: 'company' });
    });

    it('X8: a clerk names another city’s case, or another customer’s unit: neither coverage nor spare moves', async () => {
      const [own, stranger] = [
        await onStage().fault(await onStage().covered()),
        await onStage().fault(await onStage().covered({ city: 'AS' }), { city: 'AS' }),
      ];
      const serial = await onStage().spare();
      const replies = await onStage().withoutEffect(async () => [
        await lend({ faultNumber: stranger.faultNumber, serial }),
        await lend({ faultNumber: own.faultNumber, serial, defectiveSerial: stranger.serial }),
        await lend({ faultNumber: own.faultNumber, serial, site: 'AS' }),
        await lend({ faultNumber: own.faultNumber, serial: own.serial }),
      ]);
      expect(answers(replies)).toEqual([
        '409 fault-not-known-yet',
        '422 known-otherwise',
        '404 site-not-found',
        '404 spare-unit-not-found',
      ]);
      expect(await covered(stranger.serial)).toBe(true);
      expect(await onStage().unit(serial)).toMatchObject({ place: 'site:DL' });
    });

    it('S8: a clerk dates an advance replacement back: not before its fault, and never so that it is charged at once', async () => {
      const stage = onStage();
      const { faultNumber } = await stage.fault(await stage.covered());
      const serial = await stage.spare();
      const body = { faultNumber, serial, loanKind: 'advance-replacement', loanedAt: at('2026-01-06') };
      const [reply] = await stage.withoutEffect(async () => [await lend(body)]);
      expect(reply).toMatchObject(refused(422, 'fact-out-of-order'));
    });

    it('P1e W12: a clerk asks for another model than failed: the case’s model decides', async () => {
      const { faultNumber } = await onStage().fault(await onStage().covered({ model: cheaperModel }));
      const better = await onStage().spare();
      const replies = await onStage().withoutEffect(async () => [
        await lend({ faultNumber, serial: better }),
        await lend({ faultNumber, serial: better, model }),
      ]);
      expect(replies).toMatchObject([refused(422, 'model-does-not-serve'), refused(422, 'known-otherwise')]);
    });

    it('W12: a clerk reports the fault before the unit is registered, and names a dearer model: the registration decides', async () => {
      const stage = onStage();
      const serial = stage.newSerial('CU');
      const { faultNumber } = await stage.fault(serial);
      await stage.covered({ serial, model: cheaperModel, acceptanceOn: '2026-05-15', installedOn: '2026-05-15' });
      const dearer = await stage.spare();
      const replies = await stage.withoutEffect(async () => [
        await lend({ faultNumber, serial: dearer, model }),
        await lend({ faultNumber, serial: dearer }),
      ]);
      expect(replies).toMatchObject([refused(422, 'known-otherwise'), refused(422, 'model-does-not-serve')]);
    });

    it('S7 S8: a clerk states a day in the year 2199, or lends in the past or the future: the term is the rule’s', async () => {
      const { faultNumber } = await onStage().fault(await onStage().covered());
      const serial = await onStage().spare();
      const replies = await onStage().withoutEffect(async () => [
        await lend({ faultNumber, serial, dueBackOn: '2199-12-31' }),
        await lend({ faultNumber, serial, loanKind: 'advance-replacement', dueBackOn: '2199-12-31' }),
        await lend({ faultNumber, serial, loanedAt: at('2026-12-31') }),
        await lend({ faultNumber, serial, loanedAt: at('2013-01-01') }),
      ]);
      expect(answers(replies)).toEqual([
        '422 due-back-too-late',
        '422 due-back-too-late',
        '400 invalid-input loanedAt',
        '422 fact-out-of-order',
      ]);
    });

    it('S7: two clerks lend for one fault at once, or the same one twice: one spare leaves', async () => {
      const { faultNumber } = await onStage().fault(await onStage().covered());
      const spares = [await onStage().spare(), await onStage().spare()];
      const replies = await Promise.all(spares.map((serial) => lend({ faultNumber, serial })));
      expect(answersInAnyOrder(replies)).toEqual(['201', '409 fault-has-loan']);
      const places = await Promise.all(spares.map(async (serial) => (await onStage().unit(serial))['place']));
      expect(places.filter((place) => place === 'site:DL')).toHaveLength(1);
    });
  });

  describe('a spare that stays for good', () => {
    it('W5: a paid fault gives none, neither to clerk nor head, nor by the route of before', async () => {
      const paid = await onStage().fault(await onStage().covered(), { cause: 'liquid' });
      const loanNumber = await lent(paid.faultNumber);
      const replies = await onStage().withoutEffect(async () => [
        await onStage().send(cast.clerk, 'spare-pool', `loans/${loanNumber}/keep`, {}),
        await onStage().send(cast.clerk, 'spare-pool', `loans/${loanNumber}/propose-keep`, {}),
        await onStage().send(cast.head, 'spare-pool', `loans/${loanNumber}/propose-keep`, {}),
        await onStage().send(cast.head, 'spare-pool', `loans/${loanNumber}/keep`, {}),
        await onStage().send(cast.otherHead, 'spare-pool', `loans/${loanNumber}/keep`, {}),
      ]);
      expect(answers(replies)).toEqual([
        '403 role-missing',
        '422 entitlement-gives-no-replacement',
        '422 entitlement-gives-no-replacement',
        '409 illegal-transition',
        '404 loan-not-found',
      ]);
      expect(await onStage().get('spare-pool', `loans/${loanNumber}`)).toMatchObject({ state: 'out' });
    });

    it('O3: the proposer confirms himself, written otherwise or in another role: it takes two people, and happens once', async () => {
      const { faultNumber, serial } = await onStage().replaceable();
      const loanNumber = await lent(faultNumber);
      await onStage().done(cast.head, 'spare-pool', `loans/${loanNumber}/propose-keep`, {});
      const spellings = ['head.dl', 'HEAD.DL', 'head.dl.'].map((actor) => ({ ...cast.head, actor }));
      const himself = [...spellings, { ...cast.approver, actor: 'Head.DL' }];
      const replies = await onStage().withoutEffect(() =>
        Promise.all(himself.map((who) => onStage().send(who, 'spare-pool', `loans/${loanNumber}/keep`, {}))),
      );
      expect(answers(replies)).toEqual(himself.map(() => '403 keep-needs-second-person'));
      const both = await Promise.all(
        [cast.approver, { ...cast.head, actor: 'li.na' }].map((who) =>
          onStage().send(who, 'spare-pool', `loans/${loanNumber}/keep`, {}),
        ),
      );
      expect(answersInAnyOrder(both)).toEqual(['200', '409 illegal-transition']);
      await onStage().settled();
      expect(await covered(serial)).toBe(false);
      const again = await lend({ faultNumber, serial: await onStage().spare() });
      expect(again).toMatchObject(refused(409, 'fault-replaced-already'));
    });

    it('X9: the head keeps the spare after the repaired unit went back: he has one unit, and its coverage', async () => {
      const stage = onStage();
      const reported = await stage.replaceable();
      const { faultNumber } = reported;
      const loanNumber = await lent(faultNumber);
      await stage.inspected(reported);
      await stage.onCase(cast.technician, faultNumber, 'start-repair', { method: 'in-place' });
      await stage.onCase(cast.technician, faultNumber, 'complete-repair', { result: 'repaired', workDone: 'Board.' });
      await stage.onCase(cast.quality, faultNumber, 'test', { passed: true, measured: '2 h.' });
      await stage.settled();
      const onItsWay = await stage.withoutEffect(async () => [await propose(loanNumber)]);
      expect(onItsWay).toMatchObject([refused(422, 'unit-goes-back')]);
      await stage.onCase(cast.warehouse, faultNumber, 'return-to-customer', {});
      await stage.settled();
      const back = await stage.withoutEffect(async () => [
        await propose(loanNumber),
        await stage.send(cast.head, 'spare-pool', `loans/${loanNumber}/keep`, {}),
      ]);
      expect(answers(back)).toEqual(['409 fault-is-over', '409 illegal-transition']);
      expect(await covered(reported.serial)).toBe(true);
    });

    it('S7: the head proposes that it stays, and the unit is sent home meanwhile: not both', async () => {
      const stage = onStage();
      const reported = await stage.replaceable();
      const { faultNumber } = reported;
      const loanNumber = await lent(faultNumber);
      await stage.inspected(reported, { outcome: 'no-fault-found' });
      await stage.onCase(cast.quality, faultNumber, 'test', { passed: true, measured: '2 h.' });
      await stage.settled();
      const proposed = await propose(loanNumber);
      const home = await stage.send(cast.warehouse, 'rma', `rma-cases/${faultNumber}/return-to-customer`, {});
      await stage.settled();
      const kept = await stage.send(cast.approver, 'spare-pool', `loans/${loanNumber}/keep`, {});
      expect(answers([proposed, home, kept])).toEqual(['422 unit-goes-back', '200', '409 illegal-transition']);
    });
  });

  describe('a customer that a clerk invents', () => {
    it('S7 E2: she reports the fault of a unit that nobody has, and a spare goes out for it only by the head’s hand', async () => {
      const stage = onStage();
      const serial = await stage.spare();
      const { faultNumber } = await stage.fault(stage.newSerial('INVENTED'));
      const loan = { faultNumber, site: 'DL', loanKind: 'loan', serial, model };
      const [alone] = await stage.withoutEffect(async () => [
        await stage.send(cast.clerk, 'spare-pool', 'loans', loan),
      ]);
      expect(alone).toMatchObject(refused(403, 'unregistered-unit-needs-head'));
      expect(await stage.unit(serial)).toMatchObject({ place: 'site:DL', custodian: 'head.dl' });
      await stage.done(cast.head, 'spare-pool', 'loans', loan);
    });
  });

  describe('what is lost or late', () => {
    it('S7: the clerk puts a loaner that the customer lost on the custodian: the customer owes it', async () => {
      const { faultNumber } = await onStage().fault(await onStage().covered());
      const loanNumber = await lent(faultNumber);
      const [blamed] = await onStage().withoutEffect(async () => [
        await onStage().send(cast.clerk, 'spare-pool', `loans/${loanNumber}/report-lost`, { liable: 'custodian' }),
      ]);
      expect(blamed).toMatchObject(refused(403, 'custodian-not-liable-by-others'));
      await onStage().done(cast.clerk, 'spare-pool', `loans/${loanNumber}/report-lost`, {});
      await onStage().settled();
      expect(await compensations(faultNumber)).toEqual([]);
      const replies = await onStage().withoutEffect(async () => [
        await onStage().send(cast.clerk, 'spare-pool', `loans/${loanNumber}/confirm-loss`, {}),
        await onStage().send({ ...cast.head, actor: 'Clerk.DL' }, 'spare-pool', `loans/${loanNumber}/confirm-loss`, {}),
        await onStage().send(cast.otherHead, 'spare-pool', `loans/${loanNumber}/confirm-loss`, {}),
      ]);
      expect(replies).toMatchObject([{ status: 403 }, refused(403, 'loss-needs-second-person'), { status: 404 }]);
      await onStage().done(cast.head, 'spare-pool', `loans/${loanNumber}/confirm-loss`, {});
      await onStage().settled();
      expect(await compensations(faultNumber)).toMatchObject([{ debtor: 'Sun Li', amountFen: unitPriceFen }]);
    });

    it('S4: a unit of the shelf that was lost comes in by the repair door: found, and nobody owes it', async () => {
      const stage = onStage();
      const serial = await stage.spare();
      const gone = { note: 'Not there.' };
      const [byClerk] = await stage.withoutEffect(async () => [
        await stage.send(cast.clerk, 'spare-pool', `spare-units/${serial}/report-lost`, gone),
      ]);
      expect(byClerk).toMatchObject(refused(403, 'custodian-not-liable-by-others'));
      await stage.done(cast.head, 'spare-pool', `spare-units/${serial}/report-lost`, gone);
      await stage.settled();
      const charges = () => stage.list('billing', `charges?serial=${serial}`);
      expect(await charges()).toMatchObject([{ debtor: 'head.dl', amountFen: unitPriceFen, status: 'open' }]);
      const { faultNumber } = await stage.fault(serial);
      await stage.onCase(cast.warehouse, faultNumber, 'receive', { site: 'SY-KG', scannedSerial: serial });
      await stage.settled();
      expect(await charges()).toMatchObject([{ status: 'reversed' }]);
      expect(await stage.unit(serial)).toMatchObject({ place: 'quarantine:SY-KG', owner: 'company' });
    });
  });

  const lend = (body: object): Promise<Reply> =>
    onStage().send(cast.clerk, 'spare-pool', 'loans', { site: 'DL', loanKind: 'loan', ...body });
  const propose = (loanNumber: string): Promise<Reply> =>
    onStage().send(cast.head, 'spare-pool', `loans/${loanNumber}/propose-keep`, {});
  const covered = async (serial: string): Promise<unknown> =>
    (await onStage().get('warranty', `covered-units/${serial}`))['covered'];
  const compensations = (faultNumber: string) =>
    onStage().list('billing', `charges?faultNumber=${faultNumber}&reason=compensation`);

  async function lent(faultNumber: string): Promise<string> {
    const { loanNumber } = await onStage().lend(faultNumber, { serial: await onStage().spare() });
    await onStage().settled();
    return textOf(loanNumber);
  }
}
