import { parseSerial, type Serial } from './identifiers.js';
import { isSpeltAs, matchScans, sameSerial, serialKey, SerialMap, SerialSet } from './serial-key.js';

describe('the key of a serial', () => {
  it.each(['9vs3fm1j', ' 9VS3FM1J', '9VS3-FM1J', '9VS3 FM1J', '９ＶＳ３ＦＭ１Ｊ', '9vs3.fm1j'])(
    'W15 is the same however it is typed: "%s"',
    (typed) => {
      expect(serialKey(typed)).toBe('9VS3FM1J');
    },
  );

  it('W15 tells serials apart by letters and digits', () => {
    expect(serialKey('9VS3FM1J')).not.toBe(serialKey('9VS3FM1K'));
  });
});

describe('serials that are compared', () => {
  const serial = (typed: string): Serial => parseSerial(typed);

  it('W15 mean one unit however they are typed', () => {
    expect(sameSerial('ATK-1', 'atk 1')).toBe(true);
    expect(sameSerial('ATK-1', 'ATK-2')).toBe(false);
    expect([isSpeltAs('ATK-1', 'ATK-1'), isSpeltAs('ATK-1', 'atk 1')]).toEqual([true, false]);
  });

  it('W15 are in a set once, as they came first', () => {
    const scanned = new SerialSet([serial('ATK-1'), serial('atk 1'), serial('ATK-2')]);
    expect([...scanned]).toEqual(['ATK-1', 'ATK-2']);
    expect([scanned.size, scanned.has('ａｔｋ－２'), scanned.has('ATK-3')]).toEqual([2, true, false]);
    expect([scanned.spellingOf('atk-1'), scanned.spellingOf('ATK-3')]).toEqual(['ATK-1', undefined]);
    expect(new SerialSet().size).toBe(0);
  });

  it('W15 are what ought to be there, or none of it, each once', () => {
    const items = ['ATK-1', 'atk1', 'ATK-2'].map((typed) => ({ serial: serial(typed) }));
    const { found, unexpected } = matchScans(items, ['atk1', 'ａｔｋ－２', 'X1', 'x-1'].map(serial));
    // Of twins from before the one that is spelt so was scanned.
    expect([[...found], unexpected]).toEqual([items.slice(1), ['X1']]);
  });

  it('W15 find what is known of them, of twins from before the one that is spelt so', () => {
    const known = new SerialMap([
      [serial('ATK-1'), 'first'],
      [serial('atk1'), 'twin'],
      [serial('ATK-2'), 'other'],
    ]);
    expect(['atk 1', 'ATK-1', 'atk1', 'ａｔｋ２', 'ATK-3'].map((typed) => known.get(typed))).toEqual([
      'first',
      'first',
      'twin',
      'other',
      undefined,
    ]);
    expect([known.has('ATK 2'), known.has('ATK-3'), [...known.values()]]).toEqual([
      true,
      false,
      ['first', 'twin', 'other'],
    ]);
    expect(new SerialMap().get('ATK-1')).toBeUndefined();
  });
});
