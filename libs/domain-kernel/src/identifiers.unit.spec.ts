import { parseActorId, parseCityCode, parseQuantity, parseSerial } from './identifiers.js';

describe('identifiers', () => {
  it('keep a serial as scanned, without the spaces and line ends that scanners add', () => {
    expect(parseSerial(' 5XW004Q0\r\n')).toBe('5XW004Q0');
    expect(parseSerial('ＡＴＫ－１')).toBe('ATK-1');
    expect(parseSerial('SP-Hitachi-HDS722020ALA330-0001')).toBe('SP-Hitachi-HDS722020ALA330-0001');
    for (const value of ['', '   ', '-A1', '机１', 'a\nb', 'x'.repeat(65), 5, null, undefined]) {
      expect(() => parseSerial(value, 'units[3].serial')).toThrow(/^units\[3\]\.serial is /);
    }
  });

  it('know a city by its capital letters', () => {
    expect(parseCityCode('HLD')).toBe('HLD');
    for (const value of ['dl', 'D', '*', 'DL,AS', 'DL ', 7]) {
      expect(() => parseCityCode(value)).toThrow(/^city is .*for example "DL"/);
    }
  });

  it('know an actor by one word', () => {
    expect(parseActorId('system:inbox.rma')).toBe('system:inbox.rma');
    for (const value of ['', 'a b', "x'; --", ':x', 'a'.repeat(101)]) {
      expect(() => parseActorId(value)).toThrow(/^actor is /);
    }
  });

  it('refuse minus five, nothing and a half as a quantity', () => {
    expect(parseQuantity(3)).toBe(3);
    for (const value of [-5, 0, 0.5, NaN, '3', 1_000_001]) {
      expect(() => parseQuantity(value)).toThrow(/^quantity is .*but must be a whole number from 1 to 1000000/);
    }
  });
});
