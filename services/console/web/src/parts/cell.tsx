import { Fragment, type ReactNode } from 'react';
import { Space, Tag } from 'antd';
import { Link } from 'react-router';
import { type Json, type Row, textOf } from '../api/http';
import { useTexts } from '../language/language';
import { explanationZh } from '../language/explanations-zh';
import { documentAddress } from '../work/document-address';
import { bookAccountText, fenText, instantText, lastCoveredDay } from './format';
import { namesSomebody, PersonName } from './people';
import { usePlaces } from './places';
import type { Column, ListKind } from '../work/list';

const colours: Readonly<Record<string, string>> = {
  open: 'blue',
  submitted: 'blue',
  reported: 'blue',
  dispatched: 'blue',
  out: 'gold',
  opened: 'blue',
  proposed: 'blue',
  approved: 'cyan',
  signed: 'cyan',
  confirmed: 'cyan',
  closed: 'default',
  settled: 'green',
  received: 'cyan',
  filled: 'green',
  good: 'green',
  refurbished: 'green',
  defective: 'red',
  lost: 'red',
  rejected: 'red',
  refused: 'red',
  critical: 'red',
  serious: 'orange',
  overdue: 'red',
};

interface ValueTagProps {
  readonly value: string;
  /** Tells apart what one word means in several places; of some, the first that knows it. */
  readonly field?: string | readonly string[];
}

export function ValueTag({ value, field = '' }: ValueTagProps) {
  const { wordIn } = useTexts();
  return <Tag color={colours[value] ?? 'default'}>{wordIn(field, value)}</Tag>;
}

function PlaceName({ kind, code }: { readonly kind: 'place' | 'city' | 'site'; readonly code: string }) {
  const { placeText, cityName, siteName } = usePlaces();
  return <>{{ place: placeText, city: cityName, site: siteName }[kind](code)}</>;
}

export function SerialLink({ serial }: { readonly serial: string }) {
  return (
    <Link className="serial" to={`/units/${encodeURIComponent(serial)}`}>
      {serial}
    </Link>
  );
}

const absent = <span className="absent">—</span>;

/** One value of the API, as people read it. */
export function Cell({
  value,
  column,
  list,
}: {
  readonly value: Json | undefined;
  readonly column: Column;
  readonly list?: ListKind;
}) {
  const texts = useTexts();
  if (value === null || value === undefined || value === '') return absent;
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  switch (column.kind ?? 'text') {
    case 'instant':
      return <span className="figure">{instantText(text)}</span>;
    case 'last-day':
      return <span>{lastCoveredDay(text)}</span>;
    case 'fen':
      return <span className="figure">{fenText(Number(value))}</span>;
    case 'value':
      return <ValueTag value={text} field={list === undefined ? column.field : [list.name, column.field]} />;
    case 'yes':
      return <>{texts.t(value === true ? 'yes' : 'no')}</>;
    case 'values':
      return <Several values={value} shown={(one) => <ValueTag value={one} field={column.field} />} />;
    case 'cities':
      return <Several values={value} shown={(one) => <PlaceName kind="city" code={one} />} />;
    case 'postings':
      return <Postings rows={value as readonly Json[]} />;
    case 'place':
    case 'city':
    case 'site':
      return <PlaceName kind={column.kind as 'place' | 'city' | 'site'} code={text} />;
    case 'serial':
      return <SerialLink serial={text} />;
    case 'case':
      return <Link to={`/cases/${text}`}>{text}</Link>;
    case 'own':
      return list === undefined ? <>{text}</> : <Link to={`/${list.name}/${encodeURIComponent(text)}`}>{text}</Link>;
    default:
      return <PlainText text={text} field={column.field} isFigure={typeof value === 'number'} />;
  }
}

interface PlainTextProps {
  readonly text: string;
  readonly field: string;
  readonly isFigure: boolean;
}

/** A document's number leads to the document; who did something is called by name, and what a service explains is told in words. */
function PlainText({ text, field, isFigure }: PlainTextProps) {
  const { word, language } = useTexts();
  const address = documentAddress(text);
  if (address !== undefined) return <Link to={address}>{text}</Link>;
  if (namesSomebody(field)) return <PersonName account={text} />;
  if (field === 'description') return <>{word(text)}</>;
  if (field === 'explanation') return <>{language === 'zh' ? explanationZh(text, word) : quotedInWords(text, word)}</>;
  // Where there is no document yet, what it would be for: `renewal:RN-20130416-0001`.
  const [, kind, number] = /^([a-z-]+):(.+)$/.exec(field === 'document' ? text : '') ?? [];
  if (kind !== undefined && number !== undefined) return <>{`${word(kind)} ${number}`}</>;
  return <span className={isFigure ? 'figure' : undefined}>{text}</span>;
}

/** `("parts-cost")` → `(parts at cost)`. */
function quotedInWords(sentence: string, word: (name: string) => string): string {
  return sentence.replaceAll(/"([a-z-]+)"/g, (_match, name: string) => word(name));
}

function Several({ values, shown }: { readonly values: Json; readonly shown: (value: string) => ReactNode }) {
  if (!Array.isArray(values) || values.length === 0) return absent;
  return (
    <Space size={[8, 2]} wrap>
      {values.map((value) => (
        <Fragment key={textOf(value as Json)}>{shown(textOf(value as Json))}</Fragment>
      ))}
    </Space>
  );
}

/** Debit and credit of one journal entry, a line each (B8). */
function Postings({ rows }: { readonly rows: readonly Json[] }) {
  const { word } = useTexts();
  const { cityName } = usePlaces();
  return (
    <>
      {rows.filter(isRow).map(({ account, amountFen }) => (
        <div key={textOf(account)} className="posting">
          <span>{bookAccountText(textOf(account), word, cityName)}</span>{' '}
          <span className="figure">{fenText(Number(amountFen))}</span>
        </div>
      ))}
    </>
  );
}

const kindsByName: Readonly<Record<string, NonNullable<Column['kind']>>> = {
  faultNumber: 'case',
  coveredUntil: 'last-day',
};

/** How a field of any document is shown, by its name: the API names units and kinds in it. */
export function kindOf(field: string, value: Json | undefined): NonNullable<Column['kind']> {
  if (typeof value === 'boolean') return 'yes';
  if (Array.isArray(value) && field === 'roles') return 'values';
  if (Array.isArray(value) && field === 'cities') return 'cities';
  if (/(^s|S)erial$/.test(field)) return 'serial';
  const named = kindsByName[field];
  if (named !== undefined) return named;
  if (field.endsWith('Fen')) return 'fen';
  if (/(At|[sS]ince)$/.test(field)) return 'instant';
  if (
    /^(state|status|condition|owner|severity|resolution|reason|method|outcome|result|cause|kind|loanKind|exceptionKind|placeKind|unitOwner|unitDisposition|rounding|department|opinion|defectiveState|keepAnswer|keepState|keepGround|caseAnswer|refusal|feeCode|movement|siteKind|repaidMethod|clearance|relation|afterTerm|source)$/.test(
      field,
    ) &&
    /^[a-z-]+$/.test(textOf(value))
  )
    return 'value';
  if (/(^c|C)ity$/.test(field)) return 'city';
  if (/(^s|S)ite$/.test(field)) return 'site';
  return field === 'place' && /^[a-z-]+(:|$)/.test(textOf(value)) ? 'place' : 'text';
}

export const isRow = (value: Json | undefined): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
