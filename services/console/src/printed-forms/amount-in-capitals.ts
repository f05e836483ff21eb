const digits = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];
const places = ['', '拾', '佰', '仟'];
const groups = ['', '万', '亿', '兆'];

/**
 * An amount as Chinese documents of money write it, so that no digit can be added: 28000 fen → 人民币贰佰捌拾元整.
 * `fen` is a whole number of fen; a negative one begins with 负.
 */
export function amountInCapitals(fen: number): string {
  const amount = Math.abs(fen);
  const whole = Math.floor(amount / 100);
  const sign = `人民币${fen < 0 ? '负' : ''}`;
  if (amount % 100 === 0) return `${sign}${whole === 0 ? digits[0] : wholeYuan(whole)}元整`;
  return `${sign}${whole === 0 ? '' : `${wholeYuan(whole)}元`}${partOfYuan(whole, amount % 100)}`;
}

/** A zero is spoken where a place between yuan and fen is empty: without it 壹拾元伍角 could be read as another amount. */
function partOfYuan(whole: number, fen: number): string {
  const jiao = Math.floor(fen / 10);
  const rest = fen % 10;
  const isGap = whole > 0 && (jiao === 0 || whole % 10 === 0);
  const tenth = jiao === 0 ? '' : `${digits[jiao] ?? ''}角`;
  return `${isGap ? '零' : ''}${tenth}${rest === 0 ? '整' : `${digits[rest] ?? ''}分`}`;
}

function wholeYuan(whole: number): string {
  let text = '';
  let isZeroOwed = false;
  for (let group = groups.length - 1; group >= 0; group -= 1) {
    const four = Math.floor(whole / 10_000 ** group) % 10_000;
    if (four === 0) {
      isZeroOwed = text !== '';
      continue;
    }
    if (text !== '' && (isZeroOwed || four < 1_000)) text += '零';
    text += `${fourDigits(four)}${groups[group] ?? ''}`;
    isZeroOwed = false;
  }
  return text;
}

function fourDigits(four: number): string {
  let text = '';
  let isZeroOwed = false;
  for (let place = places.length - 1; place >= 0; place -= 1) {
    const digit = Math.floor(four / 10 ** place) % 10;
    if (digit === 0) {
      isZeroOwed = text !== '';
      continue;
    }
    text += `${isZeroOwed ? '零' : ''}${digits[digit] ?? ''}${places[place] ?? ''}`;
    isZeroOwed = false;
  }
  return text;
}
