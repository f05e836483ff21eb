import { IllegalTransition, parseActorId, parseCityCode, parseSerial, SerialSet } from '@rotables/domain-kernel';
import { given } from '@rotables/testing';
import { FactOutOfOrder } from '../business-time/stated-time.js';
import { NotTheCustodian } from '../site/site.errors.js';
import { atSite, onLoan } from '../spare-unit/place.js';
import { enterUnit } from '../spare-unit/spare-unit.js';
import { keptIn, leftSince, movedSince } from './cut-off.js';
import {
  CountersignedBySigner,
  CutOffNotReached,
  DiscrepanciesOpen,
  FoundNeedsScan,
  LineIsNoDiscrepancy,
  LineNotFound,
  NothingSignedYet,
  NotScanned,
  ResolutionDoesNotFitLine,
  SiteNotInStatement,
  SiteSignedAlready,
} from './reconciliation.errors.js';
import {
  count,
  countedUnits,
  discrepanciesOf,
  lineLifecycle,
  openStatement,
  reconciliationLifecycle,
  resolveLine,
  takeOutScan,
} from './reconciliation.js';
import type { LineResolution, Listing, Reconciliation } from './reconciliation.js';
import { countersign, sendBack, sign } from './signing.js';

const city = parseCityCode('DL');
const cutOffAt = new Date('2013-04-30T16:00:00.000Z');
const later = (hours: number): Date => new Date(cutOffAt.getTime() + hours * 3_600_000);
const [head, approver] = [parseActorId('head.dl'), parseActorId('wang.fang')];
const s = (text: string) => parseSerial(text);
const none = new SerialSet();

const openFacts = (now = later(1)) => ({
  statementNumber: 'RC-201304-DL',
  city,
  month: '2013-04',
  cutOffAt,
  allocation: 69,
  by: approver,
  now,
  sites: ['DL', 'DL-2'],
  book: (
    [
      ['A1', 'on-hand'],
      ['A2', 'on-hand'],
      ['Q1', 'quarantine'],
      ['L1', 'on-loan'],
      ['T1', 'in-transit'],
    ] as const
  ).map(([serial, listedAs]: readonly [string, Listing]) => ({
    serial: s(serial),
    model: 'M1',
    listedAs,
    place: 'x',
    site: serial === 'Q1' ? 'DL-2' : 'DL',
    condition: 'good',
  })),
});
const opened = (): Reconciliation => openStatement(openFacts()).state;
const counted = (statement: Reconciliation, serials: string[], left = none, kept = none): Reconciliation =>
  count(statement, { scannedSerials: serials.map(s), site: 'DL', leftAfterCutOff: left, keptHereNow: kept, by: head })
    .state;
const statusOf = ({ lines }: Reconciliation, serial: string) => lines.find((line) => line.serial === serial)?.status;
const resolve = (serial: string, resolution: LineResolution) => ({
  serial: s(serial),
  resolution,
  note: 'n',
  by: head,
});
const custodians = new Map([
  ['DL', 'head.dl'],
  ['DL-2', 'li.na'],
]);
const signing = { by: head, custodians, site: null, signedAt: later(10) };
const second = { ...signing, by: parseActorId('li.na') };
const complete = (): Reconciliation => counted(opened(), ['A1', 'A2', 'Q1']);
const signedByBoth = (): Reconciliation => sign(sign(complete(), signing).state, second).state;

describe('reconciliation', () => {
  it('S5 opens after the cut-off, with the book as it was then', () => {
    given(openFacts(later(-1)))
      .when(openStatement)
      .thenRefused(CutOffNotReached);
    expect(opened()).toMatchObject({ state: 'opened', booked: 3 });
    expect(statusOf(opened(), 'L1')).toBe('listed');
  });

  it('S5 counting twice does no harm', () => {
    const once = counted(opened(), ['A1', 'Z9']);
    expect(counted(once, ['A1', 'Z9']).lines).toEqual(once.lines);
    expect([statusOf(once, 'A1'), statusOf(once, 'A2'), statusOf(once, 'Z9')]).toEqual([
      'counted',
      'to-count',
      'unexpected',
    ]);
  });

  it('S5 W15 a unit is counted, taken out and resolved however its serial is typed', () => {
    const once = counted(opened(), ['ａ１', 'a-1', 'z 9', 'Z9']);
    expect(once.lines).toHaveLength(opened().lines.length + 1);
    expect([statusOf(once, 'A1'), statusOf(once, 'z 9')]).toEqual(['counted', 'unexpected']);
    const without = takeOutScan(once, { serial: s('a1'), reason: 'Misread', by: head });
    expect(statusOf(without.state, 'A1')).toBe('to-count');
    expect(without.events).toMatchObject([{ body: { serial: 'A1' } }]);
    const settled = resolveLine(once, resolve('z-9', 'not-ours'));
    expect(statusOf(settled.state, 'z 9')).toBe('resolved');
    expect(settled.events).toMatchObject([{ body: { serial: 'z 9' } }]);
  });

  it('S5 knows what moved after the cut-off', () => {
    const statement = counted(opened(), ['N1', 'L1'], new SerialSet([s('A2')]), new SerialSet([s('N1')]));
    expect([statusOf(statement, 'A2'), statusOf(statement, 'N1'), statusOf(statement, 'L1')]).toEqual([
      'moved-after-cut-off',
      'moved-after-cut-off',
      'listed',
    ]);
    expect(statusOf(counted(statement, ['A2']), 'A2')).toBe('counted');
  });

  it('S5 a unit has left when it moved since and is not kept here, or is out of sight', () => {
    const at = (place: ReturnType<typeof onLoan>, since: Date) =>
      enterUnit('acquire', s('A1'), 'M1', { to: place, city, custodian: null, document: null, at: since }, new Map())
        .unit;
    expect(leftSince(at(onLoan('LN-1'), later(1)), city, cutOffAt)).toBe(true);
    expect(leftSince(at(atSite('DL'), later(1)), city, cutOffAt)).toBe(false);
    expect(leftSince(at(onLoan('LN-1'), later(-1)), city, cutOffAt)).toBe(false);
    expect(leftSince(undefined, city, cutOffAt)).toBe(true);
    expect(movedSince(at(atSite('DL'), later(1)), cutOffAt)).toBe(true);
    expect(keptIn(at(atSite('DL'), later(1)), parseCityCode('AS'))).toBe(false);
  });

  it('S5 a discrepancy is resolved by what fits it', () => {
    const statement = counted(opened(), ['A1', 'Q1', 'Z9']);
    given(statement).when(resolveLine, resolve('A2', 'booked-elsewhere')).thenRefused(ResolutionDoesNotFitLine);
    given(statement).when(resolveLine, resolve('Z9', 'lost')).thenRefused(ResolutionDoesNotFitLine);
    given(statement).when(resolveLine, resolve('A1', 'lost')).thenRefused(LineIsNoDiscrepancy);
    given(statement).when(resolveLine, resolve('NO', 'lost')).thenRefused(LineNotFound);
    given(statement).when(resolveLine, resolve('Z9', 'moved-after-cut-off')).thenRefused(ResolutionDoesNotFitLine);
    const settled = resolveLine(statement, resolve('Z9', 'not-ours')).state;
    expect([countedUnits(settled), discrepanciesOf(settled)]).toEqual([2, 2]);
  });

  it('S5 nobody says that a missing unit is there: it is scanned, and then it is counted', () => {
    const statement = counted(opened(), ['A1', 'Q1']);
    given(statement).when(resolveLine, resolve('A2', 'found')).thenRefused(FoundNeedsScan);
    expect(countedUnits(counted(statement, ['A2']))).toBe(3);
  });

  it('S5 a scan is taken out before its site is signed, and the unit is missing, or never was there', () => {
    const takeOut = (serial: string) => ({ serial: s(serial), reason: 'Two labels read as one', by: head });
    const statement = counted(opened(), ['A1', 'A2 Q1']);
    const without = takeOutScan(statement, takeOut('A2 Q1')).state;
    expect([statusOf(without, 'A2 Q1'), discrepanciesOf(without)]).toEqual(['taken-out', 2]);
    expect(statusOf(counted(without, ['A2 Q1']), 'A2 Q1')).toBe('unexpected');
    given(statement).when(takeOutScan, takeOut('A1')).thenState({ state: 'opened' });
    expect(statusOf(takeOutScan(statement, takeOut('A1')).state, 'A1')).toBe('to-count');
    given(statement).when(takeOutScan, takeOut('A2')).thenRefused(NotScanned);
    given(statement).when(takeOutScan, takeOut('NO')).thenRefused(LineNotFound);
    given(sign(complete(), signing).state).when(takeOutScan, takeOut('A1')).thenRefused(SiteSignedAlready);
  });

  it('S5 each site is signed by its own custodian, when nothing of it is open', () => {
    given(opened()).when(sign, signing).thenRefused(DiscrepanciesOpen);
    // What is missing at the other site is for its custodian to settle.
    const half = counted(opened(), ['A1', 'A2']);
    given(half).when(sign, second).thenRefused(DiscrepanciesOpen);
    given(half).when(sign, signing).thenState({ state: 'opened', signedBy: null });
    given(complete())
      .when(sign, { ...signing, by: approver })
      .thenRefused(NotTheCustodian);
    given(complete())
      .when(sign, { ...signing, site: 'DL-2' })
      .thenRefused(NotTheCustodian, { details: { site: 'DL-2', custodian: 'li.na', actor: 'head.dl' } });
    given(complete())
      .when(sign, { ...signing, site: 'AS' })
      .thenRefused(SiteNotInStatement);
    const one = sign(complete(), signing).state;
    given(one).when(sign, signing).thenRefused(NotTheCustodian);
    given(one)
      .when(sign, { ...signing, site: 'DL' })
      .thenRefused(SiteSignedAlready);
    given(one).when(sign, second).thenState({ state: 'signed', signedBy: 'head.dl' });
  });

  it('S5 one custodian of both sites signs once for both, whatever the case of his account', () => {
    const both = new Map([...custodians].map(([site]) => [site, 'HEAD.DL']));
    const { state, events } = sign(complete(), { ...signing, custodians: both });
    expect(state.state).toBe('signed');
    expect(events.map(({ body }) => body['site'])).toEqual(['DL', 'DL-2']);
  });

  it('S5 what is signed for stays: nothing is scanned into it any more', () => {
    const one = sign(complete(), signing).state;
    expect(() => counted(one, ['Z9'])).toThrow(SiteSignedAlready);
    expect(counted(one, ['A1']).lines).toEqual(one.lines);
  });

  it('S5 is countersigned by somebody who has signed for no site', () => {
    const closing = { by: approver, closedAt: later(11), defectiveReturned: 2, replenishmentOwed: 1 };
    given(complete()).when(countersign, closing).thenRefused(IllegalTransition);
    for (const by of ['head.dl', 'LI.NA'])
      given(signedByBoth())
        .when(countersign, { ...closing, by: parseActorId(by) })
        .thenRefused(CountersignedBySigner);
    const closed = countersign(signedByBoth(), closing);
    const signatures = [
      { site: 'DL', signedBy: 'head.dl' },
      { site: 'DL-2', signedBy: 'li.na' },
    ];
    expect(closed.events).toMatchObject([
      {
        body: {
          booked: 3,
          counted: 3,
          discrepancies: 0,
          replenishmentOwed: 1,
          signedByCustodian: 'head.dl',
          signatures,
        },
      },
    ]);
    given(closed.state).when(countersign, closing).thenRefused(IllegalTransition);
    given(closed.state).when(resolveLine, resolve('A2', 'lost')).thenRefused(IllegalTransition);
  });

  it('S5 headquarters sends it back with a reason: every signature is off, and the count goes on', () => {
    const facts = { reason: 'Count the quarantine again', by: approver, sentBackAt: later(11) };
    const back = sendBack(signedByBoth(), facts);
    expect(back.state).toMatchObject({ state: 'opened', signedBy: null, sendBackReason: 'Count the quarantine again' });
    expect(back.state.signatures.map(({ signedBy }) => signedBy)).toEqual([null, null]);
    given(sign(complete(), signing).state).when(sendBack, facts).thenState({ state: 'opened' });
    given(complete()).when(sendBack, facts).thenRefused(NothingSignedYet);
    given(signedByBoth())
      .when(sendBack, { ...facts, sentBackAt: later(9) })
      .thenRefused(FactOutOfOrder);
  });

  it('reaches every state', () => {
    expect(reconciliationLifecycle.unreachableFrom('opened')).toEqual([]);
    const fromTheBook = new Set([...lineLifecycle.unreachableFrom('to-count')]);
    // A line begins as one of three: listed, to be counted, or unexpected.
    expect([...fromTheBook].sort()).toEqual(['listed', 'taken-out', 'unexpected']);
    expect(lineLifecycle.unreachableFrom('unexpected')).not.toContain('taken-out');
  });
});
