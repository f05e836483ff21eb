import { wrongWaysOn } from '@rotables/testing';
import { periodLifecycle } from '../src/accounting-period/accounting-period.js';
import { chargeLifecycle } from '../src/charge/charge.js';
import { handoverLifecycle } from '../src/handover/handover.js';
import { quoteLifecycle } from '../src/quote/quote.js';
import { refundLifecycle } from '../src/refund/refund.js';

/** E4: from every state somebody has a way on. A verb that is added to a table does not compile here before its way is named. */

const quote = (verb: string): string => `billing POST /v1/quotes/{quoteNumber}/${verb}`;
const refund = (verb: string): string => `billing POST /v1/refunds/{refundNumber}/${verb}`;

describe('E4 every state has a way on', () => {
  it('of a quote', () => {
    expect(
      wrongWaysOn(quoteLifecycle, {
        confirm: [quote('confirm')],
        refuse: [quote('refuse')],
        withdraw: [quote('withdraw'), 'rma.case-withdrawn.v1'],
      }),
    ).toEqual([]);
  });

  it('of a charge, which is paid, or reversed by what takes its reason away', () => {
    expect(
      wrongWaysOn(
        chargeLifecycle,
        {
          payInPart: ['billing POST /v1/payments'],
          settle: ['billing POST /v1/payments'],
          reverse: [
            'spare-pool.spare-unit-found.v1',
            'spare-pool.advance-charge-withdrawn.v1',
            'billing POST /v1/service-fees/{chargeNumber}/withdraw',
          ],
          repay: ['billing POST /v1/charges/{chargeNumber}/repay'],
        },
        ['settled'],
      ),
    ).toEqual([]);
  });

  it('of a refund, a hand-over and a period', () => {
    const refused = ['rma.outcome-refused.v1'];
    expect(
      wrongWaysOn(refundLifecycle, { approve: [refund('approve')], reject: [refund('reject')], refuse: refused }),
    ).toEqual([]);
    expect(
      wrongWaysOn(handoverLifecycle, {
        accept: ['billing POST /v1/handovers/{handoverNumber}/accept'],
        clearDifference: ['billing POST /v1/handovers/{handoverNumber}/clear-difference'],
      }),
    ).toEqual([]);
    expect(wrongWaysOn(periodLifecycle, { close: ['billing POST /v1/accounting-periods/{period}/close'] })).toEqual([]);
  });
});
