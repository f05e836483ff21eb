import { wrongWaysOn } from '@rotables/testing';
import { coverageLifecycle } from '../src/covered-unit/covered-unit.js';

/** E4: a covered unit waits for nobody; what ends it is told by others, each of which has a command of its own. */
describe('E4 every state has a way on', () => {
  it('of a coverage', () => {
    expect(
      wrongWaysOn(
        coverageLifecycle,
        {
          end: [
            'spare-pool.formal-replacement-made.v1',
            'spare-pool POST /v1/loans/{loanNumber}/keep',
            'billing.refund-paid.v1',
            'billing POST /v1/refunds/{refundNumber}/approve',
            'rma.scrap-executed.v1',
            'rma POST /v1/scrap-records/{scrapNumber}/execute',
          ],
          endEarlierByReplacement: ['spare-pool.formal-replacement-made.v1'],
        },
        ['ended'],
      ),
    ).toEqual([]);
  });
});
