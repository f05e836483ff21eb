import { IllegalTransition, parseActorId, parseCityCode, parseSerial, SerialMap } from '@rotables/domain-kernel';
import { given } from '@rotables/testing';
import { atSite, inQuarantine } from '../spare-unit/place.js';
import { enterUnit } from '../spare-unit/spare-unit.js';
import {
  DiscrepancyNotFound,
  LiablePartyNeeded,
  LossDecidedByPartyToIt,
  ResolutionDoesNotFit,
  SerialCannotBeShipped,
  ShipmentToItself,
} from './shipment.errors.js';
import { pick } from './pick.js';
import {
  discrepancyLifecycle,
  dispatch,
  receive,
  resolveDiscrepancy,
  shipmentLifecycle,
  turnUpElsewhere,
} from './shipment.js';
import type { DispatchFacts, Shipment } from './shipment.js';

const day = (number: number): Date => new Date(Date.UTC(2013, 3, number));
const [a1, a2, stranger] = [parseSerial('A1'), parseSerial('A2'), parseSerial('X9')];
const clerk = parseActorId('zhang.wei');
const facts: DispatchFacts = {
  shipmentNumber: 'SH-1',
  orderNumber: 'SA-1',
  fromSite: 'SY',
  fromCity: parseCityCode('SY'),
  toSite: 'DL',
  carrier: null,
  trackingNumber: null,
  city: parseCityCode('DL'),
  units: [a1, a2].map((serial) => ({ serial, model: 'M1' })),
  by: parseActorId('liu.yang'),
  dispatchedAt: day(11),
};
const underWay: Shipment = dispatch(facts).state;
const received: Shipment = receive(underWay, {
  scannedSerials: [a1, stranger, a1],
  by: clerk,
  receivedAt: day(12),
}).state;
const resolution = { note: 'Looked', liable: null, by: clerk, resolvedAt: day(13) };

describe('shipment', () => {
  it('S3 names its serials, and leaves for another site', () => {
    expect(underWay.lines.map(({ status }) => status)).toEqual(['in-transit', 'in-transit']);
    given({ ...facts, toSite: 'SY' })
      .when(dispatch)
      .thenRefused(ShipmentToItself);
  });

  it('S3 receives what was scanned and opens a discrepancy for the rest', () => {
    expect(received.lines.map(({ status }) => status)).toEqual(['received', 'missing']);
    expect(received.discrepancies).toMatchObject([
      { discrepancyId: 'SH-1-D1', kind: 'missing', serial: 'A2', status: 'open' },
      { discrepancyId: 'SH-1-D2', kind: 'unexpected', serial: 'X9', status: 'open' },
    ]);
    given(received)
      .when(receive, { scannedSerials: [], by: clerk, receivedAt: day(13) })
      .thenRefused(IllegalTransition);
  });

  it('S3 a discrepancy is resolved once, by what fits its kind', () => {
    const resolve = (discrepancyId: string, word: 'arrived-late' | 'sent-back') => ({
      ...resolution,
      discrepancyId,
      resolution: word,
    });
    given(received).when(resolveDiscrepancy, resolve('SH-1-D2', 'arrived-late')).thenRefused(ResolutionDoesNotFit);
    given(received).when(resolveDiscrepancy, resolve('SH-1-D9', 'arrived-late')).thenRefused(DiscrepancyNotFound);
    const late = resolveDiscrepancy(received, resolve('SH-1-D1', 'arrived-late')).state;
    expect(late.lines.map(({ status }) => status)).toEqual(['received', 'arrived-late']);
    given(late).when(resolveDiscrepancy, resolve('SH-1-D1', 'arrived-late')).thenRefused(IllegalTransition);
  });

  it('S3 who sent it, or said that it did not come, does not decide who owes what was lost', () => {
    const received = receive(underWay, { scannedSerials: [a1], by: clerk, receivedAt: day(11) }).state;
    const lost = (by: string, liable: 'carrier' | 'sender' | null) => ({
      discrepancyId: 'SH-1-D1',
      note: 'n',
      resolution: 'lost' as const,
      liable,
      by: parseActorId(by),
      resolvedAt: day(12),
    });
    given(received).when(resolveDiscrepancy, lost('wang.fang', null)).thenRefused(LiablePartyNeeded);
    for (const by of [facts.by, facts.by.toUpperCase(), clerk])
      given(received).when(resolveDiscrepancy, lost(by, 'carrier')).thenRefused(LossDecidedByPartyToIt);
    const decided = resolveDiscrepancy(received, lost('wang.fang', 'carrier')).state;
    expect(decided.discrepancies[0]).toMatchObject({ resolution: 'lost', liable: 'carrier' });
  });

  it('S3 W15 what was scanned is received however its serial is typed, and is one unit', () => {
    const scannedSerials = ['ａ１', 'a 1', 'a-2', 'z9', 'Z 9'].map((typed) => parseSerial(typed));
    const { state, events } = receive(underWay, { scannedSerials, by: clerk, receivedAt: day(11) });
    expect(state.lines.map(({ status }) => status)).toEqual(['received', 'received']);
    expect(state.discrepancies).toMatchObject([{ kind: 'unexpected', serial: 'z9' }]);
    expect(events).toMatchObject([{ body: { received: [a1, a2], missing: [], unexpected: ['z9'] } }]);
    const missing = receive(underWay, { scannedSerials: [a1], by: clerk, receivedAt: day(11) }).state;
    const told = { serial: parseSerial(a2.toLowerCase()), note: 'Came', by: clerk, at: day(12) };
    expect(turnUpElsewhere(missing, told).state.lines.map(({ status }) => status)).toContain('arrived-elsewhere');
  });

  it('S3 what turns up elsewhere is missing here no more, before the receipt and after it', () => {
    const told = { serial: a2, note: 'Came with another parcel', by: clerk, at: day(12) };
    const before = turnUpElsewhere(underWay, told).state;
    const received = receive(before, { scannedSerials: [a1], by: clerk, receivedAt: day(12) }).state;
    expect([received.lines.map(({ status }) => status), received.discrepancies]).toEqual([
      ['received', 'arrived-elsewhere'],
      [],
    ]);
    const missing = receive(underWay, { scannedSerials: [a1], by: clerk, receivedAt: day(11) }).state;
    expect(turnUpElsewhere(missing, told).state.discrepancies).toMatchObject([
      { status: 'resolved', resolution: 'arrived-elsewhere' },
    ]);
  });

  it('R8 S3 picks only whole units of the model from the shelf of the sending site', () => {
    const shelf = { to: atSite('SY'), city: parseCityCode('SY'), custodian: null, document: null, at: day(1) };
    const unit = enterUnit('acquire', a1, 'M1', shelf, new Map()).unit;
    const known = (other: Partial<typeof unit>) => new SerialMap([[a1, { ...unit, ...other }]]);
    expect(pick([a1], known({}), 'SY', ['M1'])).toHaveLength(1);
    expect(pick([parseSerial('ａ 1')], known({}), 'SY', ['M1'])).toMatchObject([{ serial: a1 }]);
    expect(pick([a1], known({ condition: 'refurbished' }), 'SY', null)).toHaveLength(1);
    expect(pick([a1], known({ model: 'M2' }), 'SY', ['M1', 'M2'])).toHaveLength(1);
    const unfit: Partial<typeof unit>[] = [
      { condition: 'defective' },
      { owner: 'customer' },
      { place: atSite('DL') },
      { place: inQuarantine('SY') },
      { model: 'M2' },
    ];
    for (const other of unfit) expect(() => pick([a1], known(other), 'SY', ['M1'])).toThrow(SerialCannotBeShipped);
    expect(() => pick([a2], known({}), 'SY', ['M1'])).toThrow('not in the ledger');
  });

  it('reaches every state', () => {
    expect(shipmentLifecycle.unreachableFrom('dispatched')).toEqual([]);
    expect(discrepancyLifecycle.unreachableFrom('open')).toEqual([]);
  });
});
