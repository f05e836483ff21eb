/** Customers of the sample. The data has none: names, phones and contracts are made up, the same for the same serial. */

export interface Customer {
  readonly name: string;
  readonly phone: string;
  readonly contractNumber: string;
}

const trades = [
  '港务物流',
  '电力公司',
  '第一医院',
  '公交集团',
  '供热公司',
  '自来水公司',
  '钢铁厂',
  '师范学院',
  '商业银行',
  '广播电视台',
  '冷链仓储',
  '测绘院',
];
const branchesOfTrade = 8;

/** `cityName` stands in the customer's name. */
export function customerOf(serial: string, city: string, cityName: string): Customer {
  const number = hashOf(serial) % (trades.length * branchesOfTrade);
  const trade = trades[number % trades.length] ?? '';
  const branch = Math.floor(number / trades.length) + 1;
  const padded = String(number).padStart(3, '0');
  return {
    name: `${cityName}${trade}${branch}部`,
    phone: `024-5550${padded.padStart(4, '1')}`,
    contractNumber: `HT-${city}-${padded}`,
  };
}

/** FNV-1a, 32 bits: spreads serials that differ in one character. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return hash >>> 0;
}
