import type { Language } from '../language/language';

/** What the warranty service says of a refused cell, and the same in Chinese; `$1`, `$2` are taken over. */
const chinese: readonly (readonly [RegExp, string])[] = [
  [/^is empty; this column must be filled in$/, '没有填写'],
  [/^has more than (\d+) characters; at most \d+ fit$/, '超过 $1 个字符，最多 $1 个'],
  [/^has half a character in it; type it again$/, '有残缺的字符，请重新输入'],
  [/^has a control character or a line break in it; take it out$/, '有控制字符或换行，请去掉'],
  [
    /^is a long number of which the spreadsheet has lost.*$/,
    '表格软件丢掉了长数字的末几位；请把这一列设成文本格式，重新填写',
  ],
  [/^lies in the future; today is (.+)$/, '是将来的日期，今天是 $1'],
  [/^is not a city that you register for$/, '不是您负责的城市'],
  [/^has no site that is known here; .*$/, '还没有网点；请先开设网点，或稍候再试'],
  [/^must be a city code of .*$/, '应为 2 至 5 个大写字母的城市代码，如 DL'],
  [/^must be 1 to 64 letters, digits.*$/, '序列号应为 1 至 64 个字母、数字、空格或 . _ : / + # -，以字母或数字开头'],
  [/^is no warranty plan; there are (.+)$/, '没有这个保修方案；现有 $1'],
  [
    /^differs from "(.+)" only in case, width or spaces; did you mean that\?$/,
    '与“$1”只差大小写、全半角或空格，是不是它？',
  ],
  [
    /^differs from (.+) only in case, width or spaces; did you mean that\?$/,
    '与 $1 只差大小写、全半角或空格，是不是它？',
  ],
  [
    /^differs from the registered (.+) only in case, width or separators; did you mean that\?$/,
    '与已登记的 $1 只差大小写、全半角或分隔符，是不是它？',
  ],
  [/^cannot be registered here; check it.*$/, '不能在这里登记；请核对，确实无误时请找总部'],
  [/^is a spare of the company’s own.*$/, '是公司自己的备用机，不是客户的；请核对序列号'],
  [/^is the company’s own by now.*$/, '现在归公司所有；离开备用机库之后才能登记'],
  [/^is recorded by its payment, not by a file.*$/, '服务费以收款为准，请留空，并收取服务费'],
  [/^could not be taken in although nothing is known to be wrong.*$/, '没能登记，原因不明；管理员可在日志中查看'],
  [/^stands on line (\d+) of the same file already$/, '与同一文件第 $1 行重复'],
  [
    /^is covered already, registered with another (\w+); correct the row or leave it out$/,
    '已在保修中，登记的 $1 不同；请更正或删去此行',
  ],
  [/^was registered by somebody else at the same moment.*$/, '刚被别人登记；请重新上传核对'],
  [/^has (\d+) cells, but there are (\d+) columns$/, '有 $1 格，但只有 $2 列'],
  [/^must be a day that exists.*$/, '不是日期；请写成 2026-11-02、2026/11/2 或 2026年11月2日'],
  [/^\w+ is (.+), but must be a day that exists.*$/, '$1 不是日期；请写成 2026-11-02'],
  [/^\w+ is (.+), but must be (.+)$/, '$1 不符合要求：$2'],
];

export function refusalReason(reason: string, language: Language): string {
  if (language === 'en') return reason;
  const found = chinese.find(([pattern]) => pattern.test(reason.replace(/\.$/, '')));
  return found === undefined ? reason : reason.replace(/\.$/, '').replace(found[0], found[1]);
}
