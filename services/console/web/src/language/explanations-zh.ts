type Word = (name: string) => string;

/** How billing explains a charge, and the same in Chinese. */
const explanations: readonly (readonly [RegExp, (parts: readonly string[], word: Word) => string])[] = [
  [
    /^Repaired by confirmed quote (\S+); entitlement (\S+) \("([a-z-]+)"\)\.$/,
    ([quote, entitlement, kind = ''], word) =>
      `按客户确认的报价单 ${quote} 维修；判定 ${entitlement}（${word(kind)}）。`,
  ],
  [
    /^Repaired free of charge by entitlement (\S+) \("([a-z-]+)"\)\.$/,
    ([entitlement, kind = ''], word) => `按判定 ${entitlement}（${word(kind)}）免费维修。`,
  ],
  [
    /^Resolved "([a-z-]+)", for which nothing is charged; entitlement (\S+)\.$/,
    ([outcome = '', entitlement], word) => `处理结果“${word(outcome)}”，不收费；判定 ${entitlement}。`,
  ],
  [
    /^(\d+) × (\S+) \((\S+) from (\S+), model (.+)\)\.$/,
    ([pieces, price, fee = '', day, model = ''], word) =>
      `${pieces} × ${price}（${word(fee)}，${day} 起的标准，型号 ${model === 'any' ? '不限' : model}）。`,
  ],
];

/** Why a charge was posted; as billing says it where there are no words of ours. */
export function explanationZh(text: string, word: Word): string {
  for (const [pattern, tell] of explanations) {
    const found = pattern.exec(text);
    if (found !== null) return tell(found.slice(1), word);
  }
  return text;
}
