import { serialsIn } from '../src/parts/scanned-serials';

const known = new Set(['SP-0027', 'BG WS 2']);
const isKnown = (serial: string): boolean => known.has(serial);

describe('what was scanned', () => {
  it('a batch is several serials, however its scanner parts them', () => {
    const three = ['SP-0027', 'SP-0028', 'SP-0029'];
    for (const text of [
      'SP-0027 SP-0028 SP-0029',
      'SP-0027\r\nSP-0028\nSP-0029\n',
      'SP-0027\tSP-0028, SP-0029',
      'SP-0027；SP-0028，SP-0029',
    ])
      expect(serialsIn(text, isKnown)).toEqual(three);
  });

  it('a serial with blanks stays one', () => {
    expect(serialsIn('BG WS 2', isKnown)).toEqual(['BG WS 2']);
    expect(serialsIn('ST 3000 DM', isKnown)).toEqual(['ST 3000 DM']);
    expect(serialsIn('  ', isKnown)).toEqual([]);
  });
});
