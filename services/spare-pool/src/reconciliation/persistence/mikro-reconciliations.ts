import { Injectable } from '@nestjs/common';
import { reconciliationOpenedV1 } from '@rotables/contracts';
import type { CityCode, Decision, Serial } from '@rotables/domain-kernel';
import { appendEvents } from '@rotables/outbox';
import { lockRow, UnitOfWork } from '@rotables/persistence';
import { refusingDuplicates, writeRow } from '../../aggregate-store.js';
import type { PoolEvent } from '../../pool-event.js';
import { placeText } from '../../spare-unit/place.js';
import type { PlaceKind } from '../../spare-unit/place.js';
import { ReconciliationNotFound, StatementAlreadyOpened } from '../reconciliation.errors.js';
import {
  Reconciliations,
  type CountBasis,
  type LastStatement,
  type Whereabouts,
} from '../reconciliation.repository.js';
import type { Listing, OpenFacts, Reconciliation, ReconciliationLine } from '../reconciliation.js';
import { loadCountBasis } from './count-basis.js';
import { enterCount } from './count-entry.js';
import {
  ReconciliationLineSchema,
  ReconciliationSchema,
  ReconciliationSignatureSchema,
} from './reconciliation.schema.js';
import { insertLines, lineValuesOf, newLineValuesOf, saveLines } from './statement-lines.js';

interface BookRow {
  readonly serial: Serial;
  readonly model: string;
  readonly place_kind: PlaceKind;
  readonly place_id: string;
  readonly condition: string;
}

const listingOf: Partial<Record<PlaceKind, Listing>> = {
  site: 'on-hand',
  quarantine: 'quarantine',
  loan: 'on-loan',
  shipment: 'in-transit',
};

@Injectable()
export class MikroReconciliations extends Reconciliations {
  async load(statementNumber: string): Promise<Reconciliation> {
    const notFound = () => new ReconciliationNotFound(statementNumber);
    const row = await lockRow(ReconciliationSchema, { statementNumber }, notFound);
    const lines = await UnitOfWork.current().find(
      ReconciliationLineSchema,
      { statementNumber },
      { orderBy: { serial: 'asc' }, refresh: true },
    );
    const signed = await UnitOfWork.current().find(
      ReconciliationSignatureSchema,
      { statementNumber },
      { orderBy: { position: 'asc' }, refresh: true },
    );
    const signatures = signed.map(({ site, signedBy, signedAt }) => ({ site, signedBy, signedAt }));
    return { ...row, signatures, lines: lines.map(({ statementNumber: _statement, city: _city, ...line }) => line) };
  }

  countBasisOf(statementNumber: string, scanned: readonly Serial[]): Promise<CountBasis> {
    return loadCountBasis(statementNumber, scanned);
  }

  enterCount(before: Reconciliation, decision: Decision<Reconciliation, PoolEvent>): Promise<Reconciliation> {
    return enterCount(before, decision);
  }

  async lastStatements(): Promise<ReadonlyMap<CityCode, LastStatement>> {
    const { rows } = await UnitOfWork.preparedQuery<LastStatement & { readonly city: CityCode }>(
      'reconciliation-last',
      'select distinct on (city) city, month, state from reconciliation order by city, month desc',
      [],
    );
    return new Map(rows.map(({ city, month, state }) => [city, { month, state }]));
  }

  async freezeBook(city: CityCode, cutOffAt: Date): Promise<OpenFacts['book']> {
    // Movements under way hold the row shared: they are in the book before it is read, or come after the cut-off.
    await UnitOfWork.preparedQuery(
      'city-book-freeze',
      'update city_book set open_from = greatest(open_from, $2) where city = $1',
      [city, cutOffAt],
    );
    const { rows } = await UnitOfWork.preparedQuery<BookRow>('book-as-of', bookAsOf, [city, cutOffAt]);
    return rows.flatMap((row) => {
      const listedAs = listingOf[row.place_kind];
      if (!listedAs) return [];
      const place = placeText({ kind: row.place_kind, id: row.place_id });
      const site = row.place_kind === 'site' || row.place_kind === 'quarantine' ? row.place_id : null;
      return [{ serial: row.serial, model: row.model, listedAs, place, site, condition: row.condition }];
    });
  }

  async save({ state, events }: Decision<Reconciliation, PoolEvent>): Promise<Reconciliation> {
    const { lines, signatures: _signatures, ...head } = state;
    const { statementNumber, city, month } = head;
    const isNew = state.version === 0;
    const stream = { topic: reconciliationOpenedV1.topic, key: statementNumber, city, version: state.version };
    if (isNew && (await this.hasStatement(city, month))) throw new StatementAlreadyOpened(city, month);
    return refusingDuplicates(
      async () => {
        const version = await appendEvents(stream, events);
        // Lines first: a closed statement takes no change of them any more.
        if (lines.length > 0 && head.state !== 'closed') await this.saveLines(statementNumber, city, lines, isNew);
        if (head.state !== 'closed') await this.saveSignatures(state);
        await writeRow(ReconciliationSchema, { statementNumber }, { ...head, version }, isNew);
        return { ...state, version };
      },
      () => new StatementAlreadyOpened(city, month),
    );
  }

  async whereaboutsOf(serial: Serial): Promise<Whereabouts | null> {
    const { rows } = await UnitOfWork.preparedQuery<Whereabouts & Record<string, unknown>>(
      'unit-whereabouts',
      'select place_kind as "placeKind", city, owner from unit_whereabouts($1)',
      [serial],
    );
    return rows[0] ?? null;
  }

  private async saveLines(
    statementNumber: string,
    city: CityCode,
    lines: readonly ReconciliationLine[],
    isNew: boolean,
  ): Promise<void> {
    const [name, sql, values] = isNew
      ? (['reconciliation-insert-lines', insertLines, newLineValuesOf(lines)] as const)
      : (['reconciliation-save-lines', saveLines, lineValuesOf(lines)] as const);
    await UnitOfWork.preparedQuery(name, sql, [statementNumber, city, ...values]);
  }

  private async saveSignatures({ statementNumber, city, signatures }: Reconciliation): Promise<void> {
    await UnitOfWork.current().upsertMany(
      ReconciliationSignatureSchema,
      signatures.map((one, position) => ({ ...one, statementNumber, city, position })),
    );
  }

  private async hasStatement(city: CityCode, month: string): Promise<boolean> {
    return (await UnitOfWork.current().count(ReconciliationSchema, { city, month })) > 0;
  }
}

/**
 * Units that have not moved since the cut-off are as they are now; for the others their last movement before it says. Those that were
 * here then are here now, or have left by a movement since.
 */
const bookAsOf = `
  with moved as (
    select serial from spare_unit where city = $1 and since >= $2
    union
    select serial from movement where from_city = $1 and from_city <> city and moved_at >= $2
  )
  select serial, model, place_kind, place_id, condition from spare_unit
  where city = $1 and since < $2 and owner = 'company' and place_kind in ('site', 'quarantine', 'loan', 'shipment')
  union all
  select moved.serial, before.model, before.place_kind, before.place_id, before.condition
  from moved cross join lateral (
    select * from movement where movement.serial = moved.serial and moved_at < $2 order by sequence desc limit 1
  ) before
  where before.city = $1 and before.owner = 'company'
    and before.place_kind in ('site', 'quarantine', 'loan', 'shipment')
  order by serial`;
