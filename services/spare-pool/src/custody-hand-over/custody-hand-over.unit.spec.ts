import { IllegalTransition, parseActorId, parseCityCode, parseSerial } from '@rotables/domain-kernel';
import { given } from '@rotables/testing';
import { FactOutOfOrder } from '../business-time/stated-time.js';
import { CountDiffersFromBook, NotTheCustodian, SameCustodian } from '../site/site.errors.js';
import { openSite } from '../site/site.js';
import {
  BookMovedSinceOffer,
  CountNeedsOtherPeople,
  CustodianChangedMeanwhile,
  NotTheOneNamed,
} from './custody-hand-over.errors.js';
import {
  acceptCustody,
  countBeforeWitness,
  custodyHandOverLifecycle,
  declineCustody,
  offerCustody,
  orderWitnessedCount,
  withdrawCustody,
} from './custody-hand-over.js';

const day = (number: number): Date => new Date(Date.UTC(2013, 3, number));
const [head, successor, orderer, witness] = ['head.dl', 'li.na', 'wang.fang', 'sun.tao'].map((one) =>
  parseActorId(one),
) as [
  ReturnType<typeof parseActorId>,
  ReturnType<typeof parseActorId>,
  ReturnType<typeof parseActorId>,
  ReturnType<typeof parseActorId>,
];
const s = (...serials: string[]) => serials.map((serial) => parseSerial(serial));
const book = s('A1', 'A2');
const site = openSite({
  site: 'DL',
  city: parseCityCode('DL'),
  siteKind: 'branch',
  nameZh: '大连',
  nameEn: 'Dalian',
  custodian: head,
  openedAt: day(1),
}).state;
const offer = {
  handOverNumber: 'CU-1',
  by: head,
  toCustodian: successor,
  countedSerials: book,
  bookedSerials: book,
  offeredAt: day(5),
};
const order = {
  handOverNumber: 'CU-2',
  by: orderer,
  toCustodian: successor,
  witness,
  reason: 'Gone',
  orderedAt: day(5),
};
const acceptance = { by: successor, bookedSerials: book, countedSerials: null, movedSerials: [], acceptedAt: day(6) };
const ending = { by: successor, reason: 'No', at: day(6) };

describe('custody hand-over', () => {
  it('O2 the custodian offers by a count that is the book, and nothing has passed yet', () => {
    const { state, events } = offerCustody(site, offer);
    expect(state).toMatchObject({ state: 'offered', fromCustodian: 'head.dl', toCustodian: 'li.na', witness: null });
    expect(events.map(({ type }) => type)).toEqual(['spare-pool.custody-hand-over-opened.v1']);
    given(site)
      .when(offerCustody, { ...offer, countedSerials: s('A1', 'B9') })
      .thenRefused(CountDiffersFromBook, { details: { site: 'DL', missing: ['A2'], unexpected: ['B9'] } });
  });

  it('O2 only the present custodian offers, to somebody else, not before taking over; one person is one however typed', () => {
    given(site)
      .when(offerCustody, { ...offer, by: successor })
      .thenRefused(NotTheCustodian);
    for (const toCustodian of ['head.dl', 'Head.DL', 'head.dl.'])
      given(site)
        .when(offerCustody, { ...offer, toCustodian })
        .thenRefused(SameCustodian);
    given(site)
      .when(offerCustody, { ...offer, offeredAt: new Date(0) })
      .thenRefused(FactOutOfOrder);
  });

  it('O2 only the successor himself accepts or declines', () => {
    const offered = offerCustody(site, offer).state;
    for (const by of [head, orderer]) {
      given(offered)
        .when(acceptCustody, site, { ...acceptance, by })
        .thenRefused(NotTheOneNamed);
      given(offered)
        .when(declineCustody, { ...ending, by })
        .thenRefused(NotTheOneNamed);
    }
    given(offered).when(acceptCustody, site, acceptance).thenState({ state: 'accepted', endedBy: 'li.na' });
    given(offered)
      .when(acceptCustody, { ...site, custodian: 'zhou.min' }, acceptance)
      .thenRefused(CustodianChangedMeanwhile);
    given(declineCustody(offered, ending).state).when(acceptCustody, site, acceptance).thenRefused(IllegalTransition);
  });

  it('O2 what moved since the offer is counted again, or named', () => {
    const offered = offerCustody(site, offer).state;
    const now = s('A2', 'N1');
    given(offered)
      .when(acceptCustody, site, { ...acceptance, bookedSerials: now })
      .thenRefused(BookMovedSinceOffer, { details: { handOverNumber: 'CU-1', came: ['N1'], left: ['A1'], moved: 2 } });
    given(offered)
      .when(acceptCustody, site, { ...acceptance, bookedSerials: now, movedSerials: s('A1', 'N1') })
      .thenState({ state: 'accepted' });
    given(offered)
      .when(acceptCustody, site, { ...acceptance, bookedSerials: now, countedSerials: s('N1', 'A2') })
      .thenState({ state: 'accepted' });
    given(offered)
      .when(acceptCustody, site, { ...acceptance, bookedSerials: now, countedSerials: s('A1', 'A2') })
      .thenRefused(CountDiffersFromBook);
  });

  it('O2 a witnessed count takes four people, however their accounts are typed', () => {
    const four = [
      { ...order, witness: 'LI.NA' },
      { ...order, witness: 'head.dl' },
      { ...order, witness: 'Wang.Fang' },
      { ...order, toCustodian: 'wang.fang' },
    ];
    for (const facts of four) given(site).when(orderWitnessedCount, facts).thenRefused(CountNeedsOtherPeople);
  });

  it('O2 S4 what is missing before the witness is the leaver’s, if it is booked still when the successor accepts', () => {
    const ordered = orderWitnessedCount(site, order).state;
    given(ordered).when(acceptCustody, site, acceptance).thenRefused(IllegalTransition);
    const counting = { by: witness, countedSerials: s('A1'), bookedSerials: book, countedAt: day(5) };
    given(ordered)
      .when(countBeforeWitness, { ...counting, by: successor })
      .thenRefused(NotTheOneNamed);
    given(ordered)
      .when(countBeforeWitness, { ...counting, countedSerials: s('A1', 'X9') })
      .thenRefused(CountDiffersFromBook);
    const counted = countBeforeWitness(ordered, counting).state;
    expect(counted).toMatchObject({ state: 'offered', missingSerials: ['A2'] });
    expect(acceptCustody(counted, site, acceptance).lost).toEqual(['A2']);
    // It was lent in the meantime: there it is.
    expect(acceptCustody(counted, site, { ...acceptance, bookedSerials: s('A1') }).lost).toEqual([]);
  });

  it('O2 E4 is withdrawn by who opened it, or by headquarters where he has left', () => {
    const offered = offerCustody(site, offer).state;
    given(offered)
      .when(withdrawCustody, { ...ending, by: head, isHeadquarters: false })
      .thenState({ state: 'withdrawn', endReason: 'No' });
    given(offered)
      .when(withdrawCustody, { ...ending, isHeadquarters: false })
      .thenRefused(NotTheOneNamed);
    given(orderWitnessedCount(site, order).state)
      .when(withdrawCustody, { ...ending, by: parseActorId('zhang.wei'), isHeadquarters: true })
      .thenState({ state: 'withdrawn' });
  });

  it('reaches every state', () => expect(custodyHandOverLifecycle.unreachableFrom('ordered')).toEqual([]));
});
