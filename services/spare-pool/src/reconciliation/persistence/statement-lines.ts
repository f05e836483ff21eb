import type { ReconciliationLine } from '../reconciliation.js';

/** The lines of a statement that is being opened: nothing has been made of them yet. Parameters: its number, its city, {@link newLineValuesOf}. */
export const insertLines = `
  insert into reconciliation_line (statement_number, serial, city, model, listed_as, place, site, condition, status)
  select $1, serial, $2, model, listed_as, place, site, condition, status
  from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[])
    as given (serial, model, listed_as, place, site, condition, status)`;

export function newLineValuesOf(lines: readonly ReconciliationLine[]): unknown[] {
  return [
    lines.map(({ serial }) => serial),
    lines.map(({ model }) => model),
    lines.map(({ listedAs }) => listedAs),
    lines.map(({ place }) => place),
    lines.map(({ site }) => site),
    lines.map(({ condition }) => condition),
    lines.map(({ status }) => status),
  ];
}

/**
 * Inserts lines that are new and updates what a count or a resolution has changed; the rest is not touched. Twelve parameters from `$1`: the
 * statement's number, its city, and {@link lineValuesOf}.
 */
export const saveLines = `
  insert into reconciliation_line as line (statement_number, serial, city, model, listed_as, place, site, condition, status, resolution, note, resolved_by)
  select $1, serial, $2, model, listed_as, place, site, condition, status, resolution, note, resolved_by
  from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[])
    as given (serial, model, listed_as, place, site, condition, status, resolution, note, resolved_by)
  on conflict (statement_number, serial) do update set status = excluded.status, resolution = excluded.resolution,
    note = excluded.note, resolved_by = excluded.resolved_by
  where (line.status, line.resolution, line.note, line.resolved_by)
    is distinct from (excluded.status, excluded.resolution, excluded.note, excluded.resolved_by)`;

export function lineValuesOf(lines: readonly ReconciliationLine[]): unknown[] {
  return [
    ...newLineValuesOf(lines),
    lines.map(({ resolution }) => resolution),
    lines.map(({ note }) => note),
    lines.map(({ resolvedBy }) => resolvedBy),
  ];
}
