import { IllegalTransition, parseCityCode, parseSerial } from '@rotables/domain-kernel';
import { atSite, inQuarantine, inShipment, onLoan, parsePlace, placeText, withCustomer } from './place.js';
import { MovementBeforeLast } from './spare-unit.errors.js';
import { enterUnit, moveUnit, spareUnitLifecycle } from './spare-unit.js';
import type { MoveFacts, OpenBooks } from './spare-unit.js';
import { entryOf } from './unit-fact.js';
import type { FactKind, UnitFact } from './unit-fact.js';

const dalian = parseCityCode('DL');
const serial = parseSerial('A1');
const day = (number: number): Date => new Date(Date.UTC(2013, 3, number, 2));
const open: OpenBooks = new Map();
const shelf: MoveFacts = { to: atSite('DL'), city: dalian, custodian: 'head.dl', document: null, at: day(10) };
const onShelf = enterUnit('acquire', serial, 'M1', shelf, open).unit;
const loan: MoveFacts = { ...shelf, to: onLoan('LN-1'), document: 'LN-1', at: day(16) };

describe('spare unit', () => {
  it('S9 a movement and the place it leads to are one entry', () => {
    const { unit, movement, event } = moveUnit(onShelf, 'lend', loan, open);
    expect(unit).toMatchObject({ place: { kind: 'loan', id: 'LN-1' }, version: 2, since: day(16) });
    expect(movement).toMatchObject({ kind: 'loaned', fromPlace: atSite('DL'), aboutOn: null });
    expect(event.body).toMatchObject({
      movement: 'loaned',
      fromPlace: 'site:DL',
      toPlace: 'customer:LN-1',
      condition: 'good',
      owner: 'company',
    });
  });

  it('S3 what is in transit is of no city on the wire', () => {
    const { event } = moveUnit(onShelf, 'ship', { ...loan, to: inShipment('SH-1'), custodian: null }, open);
    expect(event.body).toMatchObject({ toPlace: 'shipment:SH-1', city: null, custodian: null });
  });

  it('R8 a defective unit can never be picked', () => {
    const defective = moveUnit(
      onShelf,
      'receiveDefective',
      { ...shelf, to: inQuarantine('DL'), condition: 'defective', at: day(16) },
      open,
    ).unit;
    expect(() => moveUnit(defective, 'lend', { ...loan, at: day(17) }, open)).toThrow(IllegalTransition);
    expect(() => moveUnit(defective, 'ship', { ...loan, to: inShipment('SH-1'), at: day(17) }, open)).toThrow(
      IllegalTransition,
    );
  });

  it('S9 never moves before it came to where it is', () => {
    expect(() => moveUnit(onShelf, 'lend', { ...loan, at: day(9) }, open)).toThrow(MovementBeforeLast);
    const late = moveUnit(onShelf, 'lend', { ...loan, at: day(9), lateness: 'enter-late' }, open);
    expect(late.movement).toMatchObject({ movedAt: day(10), aboutOn: '2013-04-09' });
  });

  it('S5 a fact of a closed month is an entry of the open one that names its day', () => {
    const books: OpenBooks = new Map([[dalian, day(30)]]);
    const { movement, unit } = moveUnit(onShelf, 'lend', loan, books);
    expect(movement).toMatchObject({ movedAt: day(30), aboutOn: '2013-04-16' });
    expect(unit.since).toEqual(day(30));
  });

  it('reads the places that it writes', () => {
    for (const text of [
      'site:DL',
      'quarantine:SY',
      'shipment:SH-1',
      'customer:LN-1',
      'customer',
      'vendor:VR-1',
      'lost',
      'scrapped',
    ]) {
      expect(placeText(parsePlace(text))).toBe(text);
    }
    for (const text of ['', 'site', 'loan:LN-1', 'lost:DL', 'moon:1'])
      expect(() => parsePlace(text)).toThrow('place is');
  });

  it('reaches every place', () => expect(spareUnitLifecycle.unreachableFrom('site')).toEqual([]));
});

describe('what other services tell', () => {
  const fact = (kind: FactKind, other: Partial<UnitFact> = {}): UnitFact => ({
    kind,
    serial,
    model: 'M1',
    city: dalian,
    site: 'SY',
    document: 'FR-1',
    repaired: true,
    at: day(20),
    ...other,
  });
  const site = { site: 'SY', city: parseCityCode('SY'), custodian: 'wang.fang' };
  const surroundings = { site, books: open, isHeldForScrap: false };
  const enter = (kind: FactKind, unit: Parameters<typeof entryOf>[1]) => {
    const entry = entryOf(fact(kind), unit, surroundings);
    return typeof entry === 'string' ? entry : entry.unit;
  };
  const received = enter('received', null);
  const customers = typeof received === 'string' ? onShelf : received;

  it('R5 a unit that nobody knew is taken in as the customer’s', () => {
    expect(customers).toMatchObject({
      place: inQuarantine('SY'),
      owner: 'customer',
      condition: 'defective',
      city: 'SY',
    });
  });

  it('S9 nothing but receipt and scrap begins a unit’s way; the rest waits', () => {
    const kinds: FactKind[] = [
      'returned-to-customer',
      'restocked',
      'sent-to-vendor',
      'back-from-vendor',
      'became-companys',
    ];
    expect(kinds.map((kind) => enter(kind, null))).toEqual(kinds.map(() => 'waits'));
    expect(enter('scrapped', null)).toMatchObject({ condition: 'scrapped' });
  });

  it('R8 is restocked only when it is the company’s', () => {
    expect(enter('restocked', customers)).toBe('waits');
    const ours = enter('became-companys', customers);
    expect(ours).toMatchObject({ owner: 'company', place: inQuarantine('SY'), condition: 'defective' });
    expect(enter('restocked', { ...customers, owner: 'company' })).toMatchObject({
      place: atSite('SY'),
      condition: 'refurbished',
    });
    expect(enter('became-companys', { ...customers, owner: 'company' })).toBe('nothing-new');
  });

  it('S7 X9 a replaced unit is the company’s from then on, also while its customer has it still, and stays so when it is received', () => {
    const replaced = enter('became-companys', { ...customers, place: withCustomer });
    expect(replaced).toMatchObject({ place: withCustomer, owner: 'company' });
    expect(typeof replaced === 'string' ? replaced : enter('received', replaced)).toMatchObject({
      place: inQuarantine('SY'),
      owner: 'company',
    });
  });

  it('S13 what is the company’s goes to no customer by rma’s word', () => {
    expect(enter('returned-to-customer', { ...customers, owner: 'company' })).toBe('set-aside');
  });

  it('R9 only what the house holds is scrapped: the word of one on loan or in a parcel is set aside', () => {
    for (const place of [onLoan('LN-1'), inShipment('SH-1')])
      expect(enter('scrapped', { ...onShelf, place })).toBe('set-aside');
    expect(enter('scrapped', { ...customers, place: withCustomer })).toBe('waits');
    expect(enter('scrapped', onShelf)).toMatchObject({ condition: 'scrapped' });
  });

  it('R7 comes back from the vendor whom it went to, and from no other', () => {
    const atVendor = { ...customers, place: { kind: 'vendor' as const, id: 'FR-1' } };
    expect(enter('back-from-vendor', atVendor)).toMatchObject({ place: inQuarantine('SY') });
    expect(enter('back-from-vendor', { ...atVendor, place: { kind: 'vendor', id: 'VR-2' } })).toBe('waits');
    expect(enter('returned-to-customer', atVendor)).toBe('waits');
    expect(enter('returned-to-customer', customers)).toMatchObject({
      place: withCustomer,
      condition: 'good',
      city: 'DL',
    });
  });
});
