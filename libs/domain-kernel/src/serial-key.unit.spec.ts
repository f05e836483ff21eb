import { serialKey } from './serial-key.js';

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
