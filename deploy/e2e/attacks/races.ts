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
  });
}
