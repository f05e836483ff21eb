import { Injectable } from '@nestjs/common';
import { parseCityCode, type BusinessDate } from '@rotables/domain-kernel';
import { appendEventRows, type EventRow } from '@rotables/outbox';
import { UnitOfWork } from '@rotables/persistence';
import { change, installedBaseKey, installedBaseTopic, type InstalledBase } from '../installed-base.js';
import { InstalledBases, type BaseAsOf, type CityChange } from '../installed-base.repository.js';

interface BaseRow {
  readonly city: string;
  readonly model: string;
  readonly installed: number;
  readonly version: number;
}

/** Set-based: a registration changes the base of hundreds of models at once. */
@Injectable()
export class SqlInstalledBases extends InstalledBases {
  async apply(changes: readonly CityChange[]): Promise<void> {
    if (changes.length === 0) return;
    const bases = await this.lock(changes);
    const events: EventRow[] = [];
    for (const one of changes) {
      const key = installedBaseKey(one);
      const before = bases.get(key) ?? { city: one.city, model: one.model, installed: 0, version: 0 };
      const decision = change(before, one);
      for (const event of decision.events) {
        events.push({ topic: installedBaseTopic, key, city: one.city, sequence: before.version + 1, ...event });
      }
      bases.set(key, { ...decision.state, version: before.version + decision.events.length });
    }
    await this.store([...bases.values()], changes);
    await appendEventRows(events);
  }

  async asOf(asOf: BusinessDate, { city, model }: { city?: string; model?: string }): Promise<readonly BaseAsOf[]> {
    const { rows } = await UnitOfWork.preparedQuery<BaseRow>(
      'installed-base-as-of',
      `select city, model, sum(delta)::int as installed from installed_base_change
       where changed_on <= $1 and ($2::text is null or city = $2) and ($3::text is null or model = $3)
       group by city, model having sum(delta) <> 0 order by city, model`,
      [asOf, city ?? null, model ?? null],
    );
    return rows.map(({ city: inCity, model: ofModel, installed }) => ({ city: inCity, model: ofModel, installed }));
  }

  /** Makes missing rows and locks all of them, ordered, so that two registrations never wait for each other crosswise. */
  private async lock(changes: readonly CityChange[]): Promise<Map<string, InstalledBase>> {
    const { rows } = await UnitOfWork.preparedQuery<BaseRow>(
      'installed-base-lock',
      `insert into installed_base as base (city, model, installed, version)
       select distinct city, model, 0, 0 from unnest($1::text[], $2::text[]) as wanted (city, model) order by city, model
       on conflict (city, model) do update set version = base.version
       returning city, model, installed, version`,
      [changes.map(({ city }) => city), changes.map(({ model }) => model)],
    );
    return new Map(rows.map((row) => [`${row.city}:${row.model}`, { ...row, city: parseCityCode(row.city) }]));
  }

  /** The balance moves in the same statement as its changes. */
  private async store(bases: readonly InstalledBase[], changes: readonly CityChange[]): Promise<void> {
    await UnitOfWork.preparedQuery(
      'installed-base-store',
      `with appended as (
         insert into installed_base_change (city, model, changed_on, delta, document)
         select city, model, changed_on, delta, document
         from unnest($5::text[], $6::text[], $7::date[], $8::int[], $9::text[]) as one (city, model, changed_on, delta, document)
       )
       update installed_base as base set installed = moved.installed, version = moved.version
       from unnest($1::text[], $2::text[], $3::int[], $4::int[]) as moved (city, model, installed, version)
       where base.city = moved.city and base.model = moved.model`,
      [
        bases.map(({ city }) => city),
        bases.map(({ model }) => model),
        bases.map(({ installed }) => installed),
        bases.map(({ version }) => version),
        changes.map(({ city }) => city),
        changes.map(({ model }) => model),
        changes.map(({ changedOn }) => changedOn),
        changes.map(({ delta }) => delta),
        changes.map(({ document }) => document),
      ],
    );
  }
}
