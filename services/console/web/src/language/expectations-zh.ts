/** What a service says that a field must be, and the same in Chinese; `$1`, `$2` are taken over. The first that fits is told. */
const expectations: readonly (readonly [RegExp, string])[] = [
  [/this request has no such field/, '这里没有这一项'],
  [/should not be empty|longer than or equal to 1 characters|must not be blank/, '没有填写'],
  [/harder to guess: /, '太容易猜到。不要用常见密码、键盘上的一排、重复的字符或自己的名字；三四个互不相关的词就很好'],
  [/(\d+) to (\d+) characters long/, '须为 $1 到 $2 个字符'],
  [/longer than or equal to (\d+) characters/, '至少 $1 个字符'],
  [/shorter than or equal to (\d+) characters/, '最多 $1 个字符'],
  [/a whole number of fen from (-?\d+) to (-?\d+)/, '金额超出范围'],
  [/a whole number from (-?\d+) to (-?\d+)/, '请填写 $1 到 $2 的整数'],
  [/a number from (-?\d+) to (-?\d+)/, '请填写 $1 到 $2 的数'],
  [/must not be less than (-?\d+)/, '不能小于 $1'],
  [/must not be greater than (-?\d+)/, '不能大于 $1'],
  [/must be an integer number|must be a number/, '请填写整数'],
  [/must be one of the following values/, '请从列出的选项中选择'],
  [/must be a boolean value/, '请选择是或否'],
  [/must contain at least (\d+) elements/, '至少要有 $1 项'],
  [/must contain no more than (\d+) elements/, '最多 $1 项'],
  [/All .* elements must be unique|named once only/, '有重复，每项只能出现一次'],
  [/each value in .* must be|must be an array|must be a string|must be an object/, '填写的形式不对'],
  [/a month written YYYY-MM/, '请填写年月，例如 2026-11'],
  [/a day up to today, (\S+?)[.;]?$/, '不能晚于今天（$1）'],
  [/a day that exists|written YYYY-MM-DD|a valid ISO 8601 date/, '不是日期，请写成 2026-11-02'],
  [/must be (?:on )?(\d{4}-\d{2}-\d{2}) or later/, '须在 $1 或以后'],
  [/a text that is not empty/, '没有填写'],
  [/a text of one line/, '请写在一行里，不要有换行或制表符'],
  [/a city code like/, '请填写城市代码，例如 DL'],
  [/in the past; it is/, '不能是将来的时间'],
  [/an instant|ISO 8601/, '不是时间'],
  [/one line or more/, '至少要有一行'],
  [/lines of together at most/, '合计金额超出范围'],
  [/yuan as digits/, '请填写金额，最多两位小数'],
  [/one or more of branch-clerk/, '请至少选择一个角色'],
  [/with the branch's cities in cities/, '分公司的角色只能负责指明的城市，不能是所有城市'],
  [/empty where allCities is true/, '选了所有城市，就不要再列城市'],
  [/the codes of one city or more/, '请至少选择一个城市，或选所有城市'],
  [/a city code of 2 to 5 capital letters/, '请填写城市代码，例如 DL'],
  [/without a colon/, '不能有冒号'],
  [/the name of a person/, '请填写姓名，写在一行里'],
  [/what damaged the unit/, '检测为外力损坏时，请选择损坏原因'],
  [/the city whose unit it is/, '没有故障单号时，请填写机器所属城市'],
  [/the day of submittedAt or an earlier one/, '不能晚于上交的那一天'],
  [/at most (\d+) bytes; make the picture smaller/, '照片太大，请换小一些的'],
  [/an exception that is open at the end of/, '这项异常已不在本期，请刷新页面'],
  [/a body that obeys/, '内容不符合事件的格式'],
  [/later than (\S+),/, '须晚于 $1'],
  [/match .* regular expression|must match|characters? from|letters/, '格式不对'],
  [/the nextCursor|the position of/, '页码已失效，请回到第一页'],
];

/** Why a field was refused; null where there are no words of ours for it. */
export function expectationZh(message: string): string | null {
  const found = expectations.find(([pattern]) => pattern.test(message));
  if (found === undefined) return null;
  const groups = found[0].exec(message) ?? [];
  return found[1].replaceAll(/\$(\d)/g, (_match, group: string) => groups[Number(group)] ?? '');
}
