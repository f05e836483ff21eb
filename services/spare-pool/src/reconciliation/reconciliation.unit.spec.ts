import { IllegalTransition, parseActorId, parseCityCode, parseSerial } from '@rotables/domain-kernel';
import { given } from '@rotables/testing';
import { NotTheCustodian } from '../site/site.errors.js';
import { atSite, onLoan } from '../spare-unit/place.js';
import { enterUnit } from '../spare-unit/spare-unit.js';
import { keptIn, leftSince, movedSince } from './cut-off.js';
import {
  CountersignedBySigner,
  CutOffNotReached,
  DiscrepanciesOpen,
  LineIsNoDiscrepancy,
  LineNotFound,
  ResolutionDoesNotFitLine,
} from './reconciliation.errors.js';
import {
  count,
  countedUnits,
  countersign,
  discrepanciesOf,
  lineLifecycle,
  openStatement,
  reconciliationLifecycle,
  resolveLine,
  sign,
} from './reconciliation.js';
import type { Listing, Reconciliation } from './reconciliation.js';

const city = parseCityCode('DL');
const cutOffAt = new Date('2013-04-30T16:00:00.000Z');
const later = (hours: number): Date => new Date(cutOffAt.getTime() + hours * 3_600_000);
const [head, approver] = [parseActorId('head.dl'), parseActorId('wang.fang')];
const s = (text: string) => parseSerial(text);
const none: ReadonlySet<ReturnType<typeof s>> = new Set();

const openFacts = (now = later(1)) => ({
  statementNumber: 'RC-201304-DL',
  city,
  month: '2013-04',
  cutOffAt,
  allocation: 69,
  by: approver,
  now,
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
    condition: 'good',
  })),
});
const opened = (): Reconciliation => openStatement(openFacts()).state;
const counted = (statement: Reconciliation, serials: string[], left = none, kept = none): Reconciliation =>
  count(statement, { scannedSerials: serials.map(s), leftAfterCutOff: left, keptHereNow: kept, by: head }).state;
const statusOf = ({ lines }: Reconciliation, serial: string) => lines.find((line) => line.serial === serial)?.status;
const resolve = (serial: string, resolution: 'lost' | 'found' | 'booked-elsewhere') => ({
  serial: s(serial),
  resolution,
  note: 'n',
  by: head,
});
const signing = { by: head, custodian: head, site: 'DL', signedAt: later(10) };

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

  it('S5 knows what moved after the cut-off', () => {
    const statement = counted(opened(), ['N1', 'L1'], new Set([s('A2')]), new Set([s('N1')]));
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
    const found = resolveLine(statement, resolve('A2', 'found')).state;
    expect(countedUnits(found)).toBe(3);
    expect(discrepanciesOf(found)).toBe(2);
  });

  it('S5 is signed by the custodian when nothing is open, and by another person for headquarters', () => {
    given(opened()).when(sign, signing).thenRefused(DiscrepanciesOpen);
    const complete = counted(opened(), ['A1', 'A2', 'Q1']);
    given(complete)
      .when(sign, { ...signing, by: approver })
      .thenRefused(NotTheCustodian);
    const signed = sign(complete, signing).state;
    const second = { by: approver, closedAt: later(11), defectiveReturned: 2, replenishmentOwed: 1 };
    given(complete).when(countersign, second).thenRefused(IllegalTransition);
    given(signed)
      .when(countersign, { ...second, by: head })
      .thenRefused(CountersignedBySigner);
    const closed = countersign(signed, second);
    expect(closed.events).toMatchObject([
      { body: { booked: 3, counted: 3, discrepancies: 0, replenishmentOwed: 1, signedByCustodian: 'head.dl' } },
    ]);
    given(closed.state).when(countersign, second).thenRefused(IllegalTransition);
    given(closed.state).when(resolveLine, resolve('A2', 'lost')).thenRefused(IllegalTransition);
  });

  it('reaches every state', () => {
    expect(reconciliationLifecycle.unreachableFrom('opened')).toEqual([]);
    const fromTheBook = new Set([...lineLifecycle.unreachableFrom('to-count')]);
    // A line begins as one of three: listed, to be counted, or unexpected.
    expect([...fromTheBook].sort()).toEqual(['listed', 'unexpected']);
  });
});
