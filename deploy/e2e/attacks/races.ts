import { cast, textOf, type Reply, type WholeSystem } from '../support/whole-system.js';

const rounds = 4;
const isDone = ({ status }: Reply): boolean => status < 300;

/**
 * S7, S9, R9, X9: two services are asked at the same moment, and each would say yes by what it has heard so far. Whatever either answers,
 * one rule decides in the end, and the books agree.
 */
export function raceAttacks(onStage: () => WholeSystem): void {
  describe('two services at the same moment', () => {
    it('F S7 X9: a case is withdrawn while a spare is lent for it: no loan is without its case', async () => {
      const stage = onStage();
      for (let round = 0; round < rounds; round += 1) {
        const { faultNumber } = await stage.fault(await stage.covered());
        const serial = await stage.spare();
        const loan = { faultNumber, site: 'DL', loanKind: 'loan', serial };
        const [withdrawal, lending] = await Promise.all([
          stage.send(cast.clerk, 'rma', `rma-cases/${faultNumber}/withdraw`, { reason: 'Reported twice.' }),
          stage.send(cast.clerk, 'spare-pool', 'loans', loan),
        ]);
        await stage.settled();
        expect([withdrawal, lending].filter(isDone).length).toBeGreaterThan(0);
        const { status } = await stage.get('rma', `rma-cases/${faultNumber}`);
        expect(status).toBe(isDone(lending) ? 'open' : 'closed');
        if (!isDone(lending)) continue;
        const back = { scannedSerial: serial, condition: 'defective' };
        await stage.done(cast.clerk, 'spare-pool', `loans/${textOf(lending.body['loanNumber'])}/take-back`, back);
        await stage.settled();
        const again = { reason: 'Reported twice.' };
        await stage.done(cast.clerk, 'rma', `rma-cases/${faultNumber}/withdraw`, again);
      }
    });

    /** Proposed and appraised; what is left is to approve and to execute it. */
    const appraised = async (serial: string): Promise<string> => {
      const stage = onStage();
      const proposal = { reason: 'superseded', serial };
      const { scrapNumber } = await stage.done(cast.warehouse, 'rma', 'scrap-records', proposal);
      const opinion = { opinion: 'scrap', note: 'Bent.' };
      for (const who of [cast.materialsLead, cast.technician, cast.quality])
        await stage.done(who, 'rma', `scrap-records/${textOf(scrapNumber)}/appraise`, {
          ...opinion,
          lead: who === cast.materialsLead,
        });
      return textOf(scrapNumber);
    };

    it('E R9 S9: a spare is approved for scrap, or executed, while it is lent: a scrapped unit is on no shelf and on no loan', async () => {
      const stage = onStage();
      const disposal = { method: 'Shredded.', evidence: 'C 1' };
      for (let round = 0; round < rounds; round += 1) {
        const { faultNumber } = await stage.fault(await stage.covered());
        const serial = await stage.spare();
        const scrapNumber = await appraised(serial);
        const record = (who: typeof cast.clerk, verb: string, body: object) =>
          stage.send(who, 'rma', `scrap-records/${scrapNumber}/${verb}`, body);
        const lend = () =>
          stage.send(cast.clerk, 'spare-pool', 'loans', { faultNumber, site: 'DL', loanKind: 'loan', serial });
        // Every other time the loan comes with the approval, else with the execution.
        const early = round % 2 === 0;
        const [approval, atOnce] = early
          ? await Promise.all([record(cast.approver, 'approve', {}), lend()])
          : [await record(cast.approver, 'approve', {}), null];
        expect(approval.status).toBe(200);
        const [execution, later] = await Promise.all([record(cast.disposer, 'execute', disposal), lend()]);
        await stage.settled();
        const again = isDone(execution) ? execution : await record(cast.disposer, 'execute', disposal);
        const isLent = [atOnce, later].some((reply) => reply !== null && reply.status === 201);
        expect(isDone(again)).toBe(!isLent);
        await stage.settled();
        const { place } = await stage.unit(serial);
        expect(place).toMatch(isLent ? /^customer:LN-/ : /^scrapped$/);
        if (!isLent) continue;
        expect(again).toMatchObject({
          status: 422,
          code: expect.stringMatching(/^scrap-(hold-was-refused|unit-not-held)$/),
        });
        await stage.done(cast.warehouse, 'rma', `scrap-records/${scrapNumber}/withdraw`, { reason: 'It was lent.' });
      }
    });

    it('D S9 X9: a serial is registered to a customer while it is acquired as a spare: it is one of the two', async () => {
      const stage = onStage();
      const day = '2026-05-01';
      const person = { customerName: 'A', customerPhone: '1', contractNumber: 'C' };
      const device = { model: 'M1', city: 'DL', plan: 'TERM', acceptanceOn: day, installedOn: day, ...person };
      for (let round = 0; round < rounds; round += 1) {
        const serial = stage.newSerial('RC');
        const [registration, acquisition] = await Promise.all([
          stage.send(cast.clerk, 'warranty', 'covered-units', { ...device, serial }),
          stage.send(cast.head, 'spare-pool', 'spare-units/acquire', {
            site: 'DL',
            units: [{ serial, model: 'M1' }],
          }),
        ]);
        await stage.settled();
        expect([registration, acquisition].filter(isDone).length).toBeGreaterThan(0);
        const { owner } = await stage.unit(serial);
        const { covered } = await stage.get('warranty', `covered-units/${serial}`);
        expect([covered === true, owner === 'company']).toEqual([isDone(registration), !isDone(registration)]);
      }
    });
  });
}
