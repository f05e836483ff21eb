import { chargePostedV1, spareUnitReturnedV1 } from '@rotables/contracts';
import { RunningTestService, type Answer } from '@rotables/testing';
import { rmaService } from '../src/index.js';
import { CaseDriver } from './case-driver.js';
import { people } from './people.js';

let rma: RunningTestService;
let story: CaseDriver;

beforeAll(async () => {
  rma = await RunningTestService.start(rmaService);
  story = await CaseDriver.of(rma);
});

afterAll(() => rma.stop());

const answersOf = async (faultNumber: string): Promise<unknown[]> =>
  (await rma.events())
    .filter(({ key, type }) => key === faultNumber && type.startsWith('rma.outcome-'))
    .map(({ type, body: { reference, proposal, reason } }) => [
      type.replace(/^rma\.outcome-|\.v1$/g, ''),
      reference,
      proposal,
      reason,
    ]);

const wish = { customersWish: 'Mine.', returnedAt: '2013-04-25T02:00:00Z' };
const handBack = (faultNumber: string): Promise<Answer> =>
  story.act(people.warehouse, faultNumber, 'return-to-customer', wish);
const solve = (faultNumber: string): Promise<Answer> =>
  story.act(people.dalianClerk, faultNumber, 'triage', { outcome: 'solved-remotely', note: 'Plugged in.' });

describe('what a case is kept for', () => {
  it('S7 while it is kept for a spare, its unit does not go back, and does once that is declined', async () => {
    const reported = await story.inspected('replacement');
    const { faultNumber } = reported;
    const loan = await story.lent(reported);
    await story.keepProposed(reported, loan);
    expect(await story.detail(faultNumber)).toMatchObject({
      reservation: { outcome: 'formal-replacement', reference: loan.loanNumber },
    });
    const sentence = await story.refused(409, 'outcome-is-reserved', handBack(faultNumber));
    expect(sentence).toContain(loan.loanNumber);
    await story.keepDeclined(reported, loan);
    expect(await story.done(200, handBack(faultNumber))).toMatchObject({
      resolution: 'returned-unrepaired',
      reservation: null,
    });
    expect(await answersOf(faultNumber)).toEqual([
      ['reserved', loan.loanNumber, 2, undefined],
      ['released', loan.loanNumber, 2, 'declined'],
    ]);
  });

  it('S7 X9 the other order: what is handed back is kept for no spare, and says so', async () => {
    const reported = await story.inspected('replacement');
    const { faultNumber } = reported;
    const loan = await story.lent(reported);
    await story.done(200, handBack(faultNumber));
    await story.keepProposed(reported, loan);
    expect(await answersOf(faultNumber)).toEqual([['refused', loan.loanNumber, 2, 'handed-back']]);
    // Should it have been confirmed all the same, by an older pool, the case stays as it is.
    await story.replaced(reported, loan);
    expect(await story.detail(faultNumber)).toMatchObject({ resolution: 'returned-unrepaired', status: 'closed' });
  });

  it('W3 X9 while it is kept for a refund, no way ends it but the refund; rejected, every way does', async () => {
    const reported = await story.inspected('refund');
    const { faultNumber } = reported;
    const refundNumber = await story.refundProposed(reported);
    await story.refused(409, 'outcome-is-reserved', handBack(faultNumber));
    await story.refundRejected(faultNumber, refundNumber);
    const again = await story.refundProposed(reported);
    await story.refused(409, 'outcome-is-reserved', handBack(faultNumber));
    expect((await answersOf(faultNumber)).map((answer) => (answer as unknown[]).slice(0, 2))).toEqual([
      ['reserved', refundNumber],
      ['released', refundNumber],
      ['reserved', again],
    ]);
  });

  it('S7 W3 R3 R1 what is kept for another is neither solved remotely nor withdrawn, and takes nobody else', async () => {
    const reported = await story.reported();
    const { faultNumber } = reported;
    await story.entitled(faultNumber, 'replacement');
    const loan = await story.lent(reported);
    await story.keepProposed(reported, loan);
    await story.refused(409, 'outcome-is-reserved', solve(faultNumber));
    await story.refused(
      409,
      'outcome-is-reserved',
      story.act(people.dalianClerk, faultNumber, 'withdraw', { reason: 'Twice.' }),
    );
    const refundNumber = await story.refundProposed(reported);
    expect((await answersOf(faultNumber)).at(-1)).toEqual(['refused', refundNumber, 1, 'reserved-otherwise']);
    await story.replaced(reported, loan);
    expect(await story.detail(faultNumber)).toMatchObject({
      resolution: 'formal-replacement',
      unitOwner: 'company',
      reservation: null,
    });
  });

  it('S7 W3 X9 both at once, again and again: it is handed back or kept for the other, and never both', async () => {
    for (const kind of ['replacement', 'refund'] as const) {
      for (let round = 0; round < 4; round += 1) {
        const reported = await story.inspected(kind);
        const { faultNumber } = reported;
        const loan = await story.lent(reported);
        const propose = () => (kind === 'refund' ? story.refundProposed(reported) : story.keepProposed(reported, loan));
        const [, handed] = await Promise.all([propose(), handBack(faultNumber)]);
        const [answer] = (await answersOf(faultNumber)) as string[][];
        expect([answer?.[0], handed.status]).toEqual(answer?.[0] === 'reserved' ? ['reserved', 409] : ['refused', 200]);
      }
    }
  });

  it('S8 X9 a charge that is heard of after the spare came back gives nothing up', async () => {
    const reported = await story.reported();
    const { faultNumber } = reported;
    const loan = await story.lent(reported, 'advance-replacement');
    const back = { ...spareUnitReturnedV1.example, ...loan, faultNumber };
    await rma.deliver(spareUnitReturnedV1, loan.loanNumber, back);
    const charge = { chargeNumber: 'CH-LATE', reason: 'unreturned-advance', faultNumber } as const;
    await rma.deliver(chargePostedV1, charge.chargeNumber, { ...chargePostedV1.example, ...charge });
    expect(await story.detail(faultNumber)).toMatchObject({ status: 'open', state: 'reported', resolution: null });
  });
});
