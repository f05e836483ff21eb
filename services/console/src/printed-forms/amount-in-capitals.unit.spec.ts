import fc from 'fast-check';
import { amountInCapitals } from './amount-in-capitals.js';

describe('amounts in capitals', () => {
  it.each([
    [0, '人民币零元整'],
    [5, '人民币伍分'],
    [50, '人民币伍角整'],
    [100, '人民币壹元整'],
    [105, '人民币壹元零伍分'],
    [1_000, '人民币壹拾元整'],
    [1_050, '人民币壹拾元零伍角整'],
    [28_000, '人民币贰佰捌拾元整'],
    [150_806, '人民币壹仟伍佰零捌元零陆分'],
    [1_001_000, '人民币壹万零壹拾元整'],
    [1_680_032, '人民币壹万陆仟捌佰元零叁角贰分'],
    [10_000_000, '人民币壹拾万元整'],
    [100_000_100, '人民币壹佰万零壹元整'],
    [10_000_500_000, '人民币壹亿零伍仟元整'],
    [100_050_000_000, '人民币壹拾亿零伍拾万元整'],
    [-28_000, '人民币负贰佰捌拾元整'],
  ])('%i fen is %s', (fen, text) => {
    expect(amountInCapitals(fen)).toBe(text);
  });

  it('read back give the amount', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000_000_000 }), (fen) => {
        expect(readBack(amountInCapitals(fen))).toBe(fen);
      }),
    );
  });
});

/** Reads capitals by another way than they are written: by the value of each unit. */
function readBack(text: string): number {
  const digit = '零壹贰叁肆伍陆柒捌玖';
  const unit: Readonly<Record<string, number>> = { 拾: 10, 佰: 100, 仟: 1_000 };
  let [fen, yuan, group, last] = [0, 0, 0, 0];
  for (const sign of text.replace('人民币', '').replace('整', '')) {
    const value = digit.indexOf(sign);
    if (value >= 0) last = value;
    else if (unit[sign] !== undefined) {
      group += last * unit[sign];
      last = 0;
    } else if (sign === '万' || sign === '亿') {
      yuan += (group + last) * (sign === '万' ? 10_000 : 100_000_000);
      [group, last] = [0, 0];
    } else {
      if (sign === '元') yuan += group + last;
      if (sign === '角') fen += last * 10;
      if (sign === '分') fen += last;
      [group, last] = [0, 0];
    }
  }
  return yuan * 100 + fen;
}
