import { installationNow } from '../api/installation-clock';

const businessTime = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});

/** In business time, which is Asia/Shanghai wherever the browser is: `2013-04-16 10:10`. */
export function instantText(instant: string): string {
  return businessTime.format(new Date(instant));
}

/** The same; of what happened with the beginning of a day, a coverage for example, the day alone. */
export function momentText(instant: string): string {
  return instantText(instant).replace(/ 00:00$/, '');
}

/** The business date of an instant, the installation's today by default. */
export function businessDate(instant: Date = installationNow()): string {
  return businessTime.format(instant).slice(0, 10);
}

/** The last day that is covered: services tell the day after it, with whose beginning the coverage has ended (W2). */
export function lastCoveredDay(coveredUntil: string): string {
  const dayAfter = Date.parse(`${coveredUntil}T00:00:00Z`);
  return Number.isNaN(dayAfter) ? coveredUntil : new Date(dayAfter - 86_400_000).toISOString().slice(0, 10);
}

const money = new Intl.NumberFormat('zh-CN', { style: 'currency', currency: 'CNY' });

export function fenText(fen: number): string {
  return money.format(fen / 100);
}

/** 应收账款 大连 for `receivable:DL`: an account of the books, of a city where it is one's (B8). */
export function bookAccountText(
  account: string,
  word: (name: string) => string,
  cityName: (city: string) => string,
): string {
  const [name = '', city] = account.split(':');
  return city === undefined ? word(name) : `${word(name)} ${cityName(city)}`;
}

export function daysSince(instant: string): number {
  return Math.floor((installationNow().getTime() - new Date(instant).getTime()) / 86_400_000);
}
