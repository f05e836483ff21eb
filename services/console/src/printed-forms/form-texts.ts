import {
  inLanguage,
  labels,
  sentences,
  values,
  type Bilingual,
  type LabelKey,
  type Language,
  type SentenceKey,
} from './words.js';

export interface SiteName {
  readonly site: string;
  readonly city: string;
  readonly siteKind: string;
  readonly nameZh: string;
  readonly nameEn: string;
}

const absent = '—';

const businessTime = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});
const yuan = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** How a form says things: in one language, with people and sites by their names. */
export class FormTexts {
  constructor(
    readonly language: Language,
    /** Name by account. */
    private readonly people: ReadonlyMap<string, string>,
    private readonly sites: readonly SiteName[],
  ) {}

  of(words: Bilingual): string {
    return inLanguage(words, this.language);
  }

  label(key: LabelKey): string {
    return this.of(labels[key]);
  }

  /** `{name}` in the sentence is replaced by `given.name`. */
  sentence(key: SentenceKey, given: Readonly<Record<string, string | number>> = {}): string {
    return this.of(sentences[key]).replaceAll(/\{(\w+)\}/g, (_match, name: string) => String(given[name] ?? ''));
  }

  /** The word for a value of an API; `field` where one word means two things. */
  value(value: string | boolean | null | undefined, field = ''): string {
    if (typeof value === 'boolean') return this.value(value ? 'yes' : 'no');
    if (value === null || value === undefined) return absent;
    const words = values[`${field}-${value}`] ?? values[value];
    return words === undefined ? value : this.of(words);
  }

  text(text: string | number | null | undefined): string {
    return text === null || text === undefined || text === '' ? absent : String(text);
  }

  units(count: number | string | null | undefined): string {
    return count === null || count === undefined ? absent : this.sentence('units', { count });
  }

  /** In business time: `2013-04-16 10:10`. */
  instant(instant: string | null | undefined): string {
    return instant === null || instant === undefined ? absent : businessTime.format(new Date(instant));
  }

  money(fen: number | null | undefined): string {
    if (fen === null || fen === undefined) return absent;
    return `${fen < 0 ? '-' : ''}¥ ${yuan.format(Math.abs(fen) / 100)}`;
  }

  person(account: string | null | undefined): string {
    return account === null || account === undefined ? absent : (this.people.get(account) ?? account);
  }

  /** What is signed says by which account too: two people may have one name. */
  signer(account: string): string {
    const name = this.people.get(account);
    return name === undefined ? account : `${name} (${account})`;
  }

  site(site: string | null | undefined): string {
    if (site === null || site === undefined) return absent;
    const found = this.sites.find((one) => one.site === site);
    return found === undefined ? site : `${this.of([found.nameZh, found.nameEn])} (${site})`;
  }

  /** By the name of its branch or station. */
  city(city: string): string {
    const found = this.sites.find((one) => one.city === city && one.siteKind !== 'central-warehouse');
    return found === undefined ? city : `${this.of([found.nameZh, found.nameEn])} (${city})`;
  }
}
