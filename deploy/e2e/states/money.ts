import { wayOn } from './way-on.js';
import { cast, firstDay, textOf, unitPriceFen, type Installed, type WholeSystem } from '../support/whole-system.js';

const quote = (name: string): string => `billing POST /v1/quotes/{quoteNumber}/${name}`;
const refund = (name: string): string => `billing POST /v1/refunds/{refundNumber}/${name}`;
const handover = (name: string): string => `billing POST /v1/handovers/{handoverNumber}/${name}`;

export function moneyStates(onStage: () => WholeSystem): void {
  const paid = async (): Promise<Installed> => {
    const one = await onStage().fault(await onStage().covered(), { cause: 'liquid' });
    await onStage().inspected(one, { outcome: 'external-damage', cause: 'liquid' });
    return one;
  };
  const quoted = async ({ faultNumber }: Installed): Promise<string> => {
    const lines = [{ feeCode: 'parts', quantity: 1 }];
    const { quoteNumber } = await wayOn(onStage(), cast.clerk, 'billing POST /v1/quotes', [], { faultNumber, lines });
    return textOf(quoteNumber);
  };

  describe('money', () => {
    it('E4 B2 a quote: withdrawn, quoted anew, refused; and another one confirmed, worked by, charged and paid in two parts', async () => {
      const system = onStage();
      const unwilling = await paid();
      await wayOn(system, cast.technician, quote('withdraw'), [await quoted(unwilling)], { reason: 'Wrong part.' });
      await wayOn(system, cast.head, quote('refuse'), [await quoted(unwilling)], { refusedBy: 'Sun Li' });
      await system.onCase(cast.warehouse, unwilling.faultNumber, 'return-to-customer', {});
      const willing = await paid();
      await wayOn(system, cast.head, quote('confirm'), [await quoted(willing)], { confirmedBy: 'Sun Li' });
      await system.onCase(cast.technician, willing.faultNumber, 'start-repair', { method: 'in-place' });
      const repair = { result: 'repaired', workDone: 'Board.' };
      await system.onCase(cast.technician, willing.faultNumber, 'complete-repair', repair);
      await system.onCase(cast.quality, willing.faultNumber, 'test', { passed: true, measured: '2 h.' });
      await system.onCase(cast.warehouse, willing.faultNumber, 'return-to-customer', {});
      await system.settled();
      const [charge] = await system.list('billing', `charges?faultNumber=${willing.faultNumber}`);
      const chargeNumber = textOf(charge?.['chargeNumber']);
      for (const amountFen of [7_000, 20_000]) {
        const payment = { chargeNumber, amountFen, method: 'cash' };
        await wayOn(system, cast.clerk, 'billing POST /v1/payments', [], payment);
      }
      expect(await system.get('billing', `charges/${chargeNumber}`)).toMatchObject({ status: 'settled' });
    });

    it('E4 B4 a hand-over that was counted otherwise: accepted, and its difference cleared by another', async () => {
      const system = onStage();
      const receipts = await system.list('billing', 'receipts?city=DL&limit=200');
      const receiptNumbers = receipts.map((one) => textOf(one['receiptNumber']));
      const body = { city: 'DL', businessOn: firstDay, cashFen: 27_000, receiptNumbers };
      const { handoverNumber } = await wayOn(system, cast.clerk, 'billing POST /v1/handovers', [], body);
      await wayOn(system, cast.finance, handover('accept'), [textOf(handoverNumber)], { countedFen: 26_000 });
      const cleared = { clearance: 'made-good', reason: 'Brought.' };
      await wayOn(system, cast.secondFinance, handover('clear-difference'), [textOf(handoverNumber)], cleared);
    });

    it('E4 W3 a refund: rejected, proposed anew, and paid', async () => {
      const system = onStage();
      const one = await system.fault(await system.covered({ acceptanceOn: '2026-05-30', installedOn: '2026-05-30' }));
      await system.inspected(one);
      const propose = async (): Promise<string> => {
        const body = { faultNumber: one.faultNumber, reason: 'Third day.' };
        const { refundNumber } = await wayOn(system, cast.head, 'billing POST /v1/refunds', [], body);
        return textOf(refundNumber);
      };
      await wayOn(system, cast.approver, refund('reject'), [await propose()], { reason: 'Wrong account.' });
      const { amountFen } = await wayOn(system, cast.finance, refund('approve'), [await propose()], {
        method: 'transfer',
      });
      expect(amountFen).toBe(unitPriceFen);
    });

    it('E4 W4 a service fee: charged, and withdrawn before it is paid', async () => {
      const system = onStage();
      const serial = await system.covered({ plan: 'FEE' });
      const { chargeNumber } = await wayOn(system, cast.clerk, 'billing POST /v1/service-fees', [], {
        serial,
        months: 6,
      });
      const withdraw = 'billing POST /v1/service-fees/{chargeNumber}/withdraw';
      await wayOn(system, cast.head, withdraw, [textOf(chargeNumber)], { reason: 'Wrong unit.' });
    });

    it('E4 O3 a grant that waits: refused by the general manager', async () => {
      const system = onStage();
      const account = { account: 'new.finance', name: 'x', roles: ['finance'], allCities: true };
      expect((await system.send(cast.administrator, 'console', 'accounts', account)).status).toBeLessThan(300);
      const [proposal] = await system.list('console', 'account-proposals', cast.generalManager);
      const path = `account-proposals/${textOf(proposal?.['id'])}/refuse`;
      expect((await system.send(cast.generalManager, 'console', path, { reason: 'Nobody asked.' })).status).toBe(201);
    });
  });
}
