import { parseActorId, parseCityCode, parseSerial } from '@rotables/domain-kernel';
import { given } from '@rotables/testing';
import { FactOutOfOrder } from '../business-time/stated-time.js';
import { CountDiffersFromBook, NotTheCustodian, SameCustodian } from './site.errors.js';
import { handOverCustody, openSite, siteLifecycle } from './site.js';

const day = (number: number): Date => new Date(Date.UTC(2013, 3, number));
const [head, successor] = [parseActorId('head.dl'), parseActorId('li.na')];
const serials = ['A1', 'A2'].map((serial) => parseSerial(serial));
const site = openSite({
  site: 'DL',
  city: parseCityCode('DL'),
  siteKind: 'branch',
  nameZh: '大连',
  nameEn: 'Dalian',
  custodian: head,
  openedAt: day(1),
}).state;
const handOver = {
  by: head,
  toCustodian: successor,
  countedSerials: serials,
  bookedSerials: serials,
  handedOverAt: day(5),
};

describe('site', () => {
  it('O2 custody passes to the successor by a count that is the book', () => {
    given(site)
      .when(handOverCustody, handOver)
      .thenState({ custodian: 'li.na', custodianSince: day(5) });
    given(site)
      .when(handOverCustody, { ...handOver, countedSerials: [parseSerial('A1'), parseSerial('B9')] })
      .thenRefused(CountDiffersFromBook, { details: { site: 'DL', missing: ['A2'], unexpected: ['B9'] } });
  });

  it('O2 only the present custodian hands over, to somebody else, not before taking over', () => {
    given(site)
      .when(handOverCustody, { ...handOver, by: successor })
      .thenRefused(NotTheCustodian);
    given(site)
      .when(handOverCustody, { ...handOver, toCustodian: head })
      .thenRefused(SameCustodian);
    given(site)
      .when(handOverCustody, { ...handOver, handedOverAt: new Date(0) })
      .thenRefused(FactOutOfOrder);
  });

  it('reaches every state', () => expect(siteLifecycle.unreachableFrom('open')).toEqual([]));
});
