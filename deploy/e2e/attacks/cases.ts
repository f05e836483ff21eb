import { cast, textOf, type WholeSystem, type Json } from '../support/whole-system.js';
import { answers, answersInAnyOrder } from './answers.js';

const refused = (status: number, code: string): object => ({ status, code });

/** R1, R5, R7, R8, E4: what is done to a case in the workshop, out of turn. */
export function caseAttacks(onStage: () => WholeSystem): void {
  const act = (who: typeof cast.clerk, faultNumber: string, verb: string, body: Json) =>
    onStage().send(who, 'rma', `rma-cases/${faultNumber}/${verb}`, body);
  const passed = { passed: true, measured: '2 h.' };

  describe('a case out of turn', () => {
    it('R7: no fault found, and sent home untested: refused; tested, it goes', async () => {
      const stage = onStage();
      const reported = await stage.fault(await stage.covered());
      await stage.inspected(reported, { outcome: 'no-fault-found' });
      const [untested] = await stage.withoutEffect(async () => [
        await act(cast.warehouse, reported.faultNumber, 'return-to-customer', {}),
      ]);
      expect(untested).toMatchObject(refused(422, 'unit-not-tested'));
      await stage.onCase(cast.quality, reported.faultNumber, 'test', passed);
      await stage.onCase(cast.warehouse, reported.faultNumber, 'return-to-customer', {});
      await stage.settled();
      expect(await stage.get('rma', `rma-cases/${reported.faultNumber}`)).toMatchObject({ status: 'closed' });
    });

    it('E4: fault confirmed, and then the test passes: it is neither sent home unrepaired nor stuck', async () => {
      const stage = onStage();
      const reported = await stage.fault(await stage.covered());
      await stage.inspected(reported);
      await stage.onCase(cast.quality, reported.faultNumber, 'test', passed);
      const ways = [
        await act(cast.technician, reported.faultNumber, 'inspect', { outcome: 'no-fault-found', findings: 'Works.' }),
        await act(cast.quality, reported.faultNumber, 'test', passed),
        await act(cast.warehouse, reported.faultNumber, 'return-to-customer', {}),
      ];
      expect(ways.some(({ status }) => status === 200)).toBe(true);
      await stage.settled();
      expect(await stage.get('rma', `rma-cases/${reported.faultNumber}`)).toMatchObject({ status: 'closed' });
    });

    it('R1 R7 O3: a clerk inspects and tests, the technician returns and restocks, Anshan triages: 403 and 404', async () => {
      const stage = onStage();
      const { faultNumber } = await stage.fault(await stage.covered());
      const replies = await stage.withoutEffect(async () => [
        await act(cast.clerk, faultNumber, 'inspect', { outcome: 'fault-confirmed', findings: 'x' }),
        await act(cast.head, faultNumber, 'test', passed),
        await act(cast.technician, faultNumber, 'return-to-customer', {}),
        await act(cast.clerk, faultNumber, 'restock', { site: 'DL' }),
        await act(cast.auditor, faultNumber, 'triage', { outcome: 'visit', note: 'x' }),
        await act(cast.administrator, faultNumber, 'triage', { outcome: 'visit', note: 'x' }),
        await act(cast.otherClerk, faultNumber, 'triage', { outcome: 'visit', note: 'x' }),
        await act(cast.otherHead, faultNumber, 'withdraw', { reason: 'x' }),
      ]);
      expect(answers(replies)).toEqual([
        ...Array.from({ length: 4 }, () => '403 role-missing'),
        '403 auditor-changes-nothing',
        '403 role-missing',
        ...Array.from({ length: 2 }, () => '404 rma-case-not-found'),
      ]);
    });

    it('R5 S9: another unit is received in its name, or it is received twice at once: an exception, and once', async () => {
      const stage = onStage();
      const reported = await stage.fault(await stage.covered());
      const receive = (scannedSerial: string) =>
        act(cast.warehouse, reported.faultNumber, 'receive', { site: 'SY-KG', scannedSerial });
      const wrong = await receive(stage.newSerial('CU'));
      expect(wrong.body).toMatchObject({ outcome: 'exception' });
      const both = await Promise.all([receive(reported.serial), receive(reported.serial)]);
      expect(answersInAnyOrder(both)).toEqual(['200', '409 unit-already-received']);
      await stage.settled();
      expect(await stage.unit(reported.serial)).toMatchObject({ place: 'quarantine:SY-KG', owner: 'customer' });
    });

    it('R8 S9: a customer’s unit is put on the shelf, or scrapped without his leave: refused', async () => {
      const stage = onStage();
      const reported = await stage.fault(await stage.covered());
      await stage.inspected(reported);
      await stage.onCase(cast.technician, reported.faultNumber, 'start-repair', { method: 'in-place' });
      const repair = { result: 'repaired', workDone: 'Board.' };
      await stage.onCase(cast.technician, reported.faultNumber, 'complete-repair', repair);
      await stage.onCase(cast.quality, reported.faultNumber, 'test', passed);
      await stage.settled();
      const scrap = { ...reported, reason: 'superseded' };
      const replies = await stage.withoutEffect(async () => [
        await act(cast.warehouse, reported.faultNumber, 'restock', { site: 'SY-KG' }),
        await stage.send(cast.warehouse, 'rma', 'scrap-records', scrap),
      ]);
      expect(answers(replies)).toEqual(['422 unit-belongs-to-customer', '422 unit-belongs-to-customer']);
      expect(await stage.unit(reported.serial)).toMatchObject({ owner: 'customer' });
    });

    it('R1 B2: a case is called solved or withdrawn after work on it began: refused, and its charge stays', async () => {
      const stage = onStage();
      const reported = await stage.fault(await stage.covered());
      await stage.inspected(reported);
      await stage.onCase(cast.technician, reported.faultNumber, 'start-repair', { method: 'in-place' });
      const replies = await stage.withoutEffect(async () => [
        await act(cast.clerk, reported.faultNumber, 'triage', { outcome: 'solved-remotely', note: 'x' }),
        await act(cast.clerk, reported.faultNumber, 'withdraw', { reason: 'x' }),
      ]);
      expect(answers(replies)).toEqual(['409 illegal-transition', '409 illegal-transition']);
      expect(await stage.get('rma', `rma-cases/${reported.faultNumber}`)).toMatchObject({ state: 'repairing' });
    });

    it('R3 B2: a paid fault is repaired on the customer’s premises before anybody quoted it: refused', async () => {
      const stage = onStage();
      const { faultNumber } = await stage.fault(await stage.covered(), { cause: 'lightning' });
      await stage.onCase(cast.clerk, faultNumber, 'triage', { outcome: 'visit', note: 'x' });
      const order = { cause: 'x', nature: 'x', category: 'x', place: 'x', sparesAndTools: 'x' };
      const { dispatchNumber } = await stage.done(cast.clerk, 'rma', 'dispatch-orders', {
        ...order,
        faultNumber,
        technician: 'chen.jun',
      });
      await stage.settled();
      const done = { repairedOnSite: true, actionTaken: 'Board.', customerSignature: 'Sun Li' };
      const complete = (who: typeof cast.clerk) =>
        stage.send(who, 'rma', `dispatch-orders/${textOf(dispatchNumber)}/complete`, done);
      // R3: it is chen.jun's visit, and he.ping was not there.
      const [unpaid, another] = await stage.withoutEffect(async () => [
        await complete(cast.technician),
        await complete(cast.technicalAppraiser),
      ]);
      expect(another).toMatchObject(refused(403, 'not-the-technician'));
      expect(unpaid).toMatchObject(refused(422, 'quote-not-confirmed'));
    });
  });
}
