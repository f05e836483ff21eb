import { parseCityCode, parseSerial } from '@rotables/domain-kernel';
import { given } from '@rotables/testing';
import { FactOutOfOrder } from '../business-time/stated-time.js';
import { openSite, passCustody, siteLifecycle } from './site.js';

const day = (number: number): Date => new Date(Date.UTC(2013, 3, number));
const site = openSite({
  site: 'DL',
  city: parseCityCode('DL'),
  siteKind: 'branch',
  nameZh: '大连',
  nameEn: 'Dalian',
  custodian: 'head.dl',
  openedAt: day(1),
}).state;
const handOver = { handOverNumber: 'CU-1', toCustodian: 'li.na', openedBy: 'head.dl', witness: 'sun.tao' };
const facts = { handOver, countedUnits: 2, lost: [parseSerial('A3')], at: day(5) };

describe('site', () => {
  it('O2 custody passes when the hand-over is accepted, and tells of the count and what was missing', () => {
    given(site)
      .when(passCustody, facts)
      .thenState({ custodian: 'li.na', custodianSince: day(5) });
    expect(passCustody(site, facts).events).toMatchObject([
      { body: { fromCustodian: 'head.dl', countedUnits: 2, witness: 'sun.tao', missingSerials: ['A3'] } },
    ]);
  });

  it('O2 not before the present custodian took over', () => {
    given(site)
      .when(passCustody, { ...facts, at: new Date(0) })
      .thenRefused(FactOutOfOrder);
  });

  it('reaches every state', () => expect(siteLifecycle.unreachableFrom('open')).toEqual([]));
});
