import type { Language } from '../language/language';

/** What the warranty service says of a refused cell, and the same in Chinese; `$1`, `$2` are taken over. */
const chinese: readonly (readonly [RegExp, string])[] = [
  [/^is empty; this column must be filled in$/, '没有填写'],
  [/^has (\d+) characters; at most (\d+) fit$/, '有 $1 个字符，最多 $2 个'],
  [
    /^is a long number of which the spreadsheet has lost.*$/,
    '表格软件丢掉了长数字的末几位；请把这一列设成文本格式，重新填写',
  ],
  [/^(.+) lies in the future; today is (.+)$/, '$1 是将来的日期，今天是 $2'],
  [/^(\S+) is not a city that you register for \((.*)\)$/, '$1 不是您负责的城市（$2）'],
  [/^(.+) is no warranty plan; there are (.+)$/, '没有 $1 这个保修方案；现有 $2'],
  [/^is before the acceptance date (.+)$/, '早于验收日期 $1'],
  [/^stands on line (\d+) of the same file already$/, '与同一文件第 $1 行重复'],
  [
    /^registered already with another (\w+); correct the row or leave it out$/,
    '已登记过，但 $1 不同；请更正或删去此行',
  ],
  [/^was registered by somebody else at the same moment.*$/, '刚被别人登记；请重新上传核对'],
  [/^has (\d+) cells, but there are (\d+) columns$/, '有 $1 格，但只有 $2 列'],
  [/^\w+ is (.+), but must be a day that exists.*$/, '$1 不是日期；请写成 2026-11-02'],
  [/^\w+ is (.+), but must be (.+)$/, '$1 不符合要求：$2'],
];

export function refusalReason(reason: string, language: Language): string {
  if (language === 'en') return reason;
  const found = chinese.find(([pattern]) => pattern.test(reason.replace(/\.$/, '')));
  return found === undefined ? reason : reason.replace(/\.$/, '').replace(found[0], found[1]);
}
