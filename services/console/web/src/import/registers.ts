import { getFrom, textOf, type Page, type Query, type Row, type Service } from '../api/http';
import type { SiteView } from '../parts/places';
import type { ImportKind } from '../work/imports';
import type { JudgedRow } from './judge-rows';

async function everyRow(service: Service, path: string, query: Query = {}): Promise<readonly Row[]> {
  const rows: Row[] = [];
  let cursor: string | null = null;
  do {
    const at: Query = cursor === null ? {} : { cursor };
    const page: Page = await getFrom<Page>(service, path, { ...query, limit: 200, ...at });
    rows.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return rows;
}

/** What the cells of a file may name: the models and sites that there are; nothing of it where no column asks for it. */
export async function readNames({ columns }: ImportKind) {
  const asksFor = (wanted: string): boolean => columns.some(({ kind }) => kind === wanted);
  const [models, sites] = await Promise.all([
    asksFor('model') ? everyRow('spare-pool', 'models') : [],
    asksFor('site') ? everyRow('spare-pool', 'sites') : [],
  ]);
  return { models: models.map(({ model }) => textOf(model)), sites: sites as unknown as readonly SiteView[] };
}

const askedAtOnce = 100;

/** What the register has of these rows: asked by their values where it can be, read whole where it is short. */
export async function readKnown(
  list: string,
  { service, askedBy }: ImportKind,
  rows: readonly JudgedRow[],
): Promise<readonly Row[]> {
  if (askedBy === undefined) return everyRow(service, list);
  const values = rows.filter(({ state }) => state === 'new').map(({ body }) => textOf(body[askedBy]));
  const known: Row[] = [];
  for (let from = 0; from < values.length; from += askedAtOnce) {
    const asked = values.slice(from, from + askedAtOnce).join(',');
    known.push(...(await everyRow(service, list, { [`${askedBy}s`]: asked })));
  }
  return known;
}
