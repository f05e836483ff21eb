import { Injectable } from '@nestjs/common';
import { parseCityCode } from '@rotables/domain-kernel';
import { UnitOfWork } from '@rotables/persistence';
import { RegistrationNotFound } from '../registration.errors.js';
import type { FileFormat } from '../file/file-row.js';
import type { Refusal } from '../registration-row.js';
import { registrationLifecycle, type ChunkResult, type Registration } from '../registration.js';
import { Registrations, type ClaimedRegistration, type NewRegistration } from '../registration.repository.js';

interface RegistrationRow {
  readonly registration_number: string;
  readonly sha256: string;
  readonly file_name: string;
  readonly format: FileFormat;
  readonly requested_by: string;
  readonly cities: string;
  readonly state: string;
  readonly failure: string | null;
  readonly next_row: number;
  readonly registered: number;
  readonly already_registered: number;
  readonly refused: number;
}

interface RefusalRow extends Refusal {
  readonly id: string;
}

const columns =
  'registration_number, sha256, file_name, format, requested_by, cities, state, failure, next_row, registered, already_registered, refused';

/** Of so many refused rows each reason is kept; of the others only that they were refused. */
const mostRefusedRows = 10_000;

/** A worker that does not renew its lease for so long is taken for dead, and another goes on. */
const leaseSeconds = 30;

@Injectable()
export class SqlRegistrations extends Registrations {
  async addOrFind(registration: NewRegistration): Promise<Registration> {
    const { registrationNumber, sha256, fileName, format, content, requestedBy, cities } = registration;
    const scope = cities === 'all' ? '*' : [...cities].sort().join(',');
    // The update changes nothing; it makes the row of the same file come back.
    const { rows } = await UnitOfWork.preparedQuery<RegistrationRow>(
      'registration-add',
      `insert into registration (registration_number, sha256, file_name, format, content, requested_by, cities, state)
       values ($1, $2, $3, $4, $5, $6, $7, 'running')
       on conflict (sha256, requested_by, cities) do update set file_name = registration.file_name
       returning ${columns}`,
      [registrationNumber, sha256, fileName, format, content, requestedBy, scope],
    );
    return registrationOf(rows[0], registrationNumber);
  }

  async get(
    registrationNumber: string,
    { actor, seesAll }: { actor: string; seesAll: boolean },
  ): Promise<Registration> {
    const { rows } = await UnitOfWork.preparedQuery<RegistrationRow>(
      'registration-get',
      `select ${columns} from registration where registration_number = $1 and ($3 or requested_by = $2)`,
      [registrationNumber, actor, seesAll],
    );
    return registrationOf(rows[0], registrationNumber);
  }

  async list(
    { actor, seesAll }: { actor: string; seesAll: boolean },
    before: string | undefined,
    limit: number,
  ): Promise<readonly Registration[]> {
    const { rows } = await UnitOfWork.preparedQuery<RegistrationRow>(
      'registration-list',
      `select ${columns} from registration
       where ($2 or requested_by = $1) and ($3::text is null or registration_number < $3)
       order by registration_number desc limit $4`,
      [actor, seesAll, before ?? null, limit],
    );
    return rows.map((row) => registrationOf(row, row.registration_number));
  }

  async putOff(registrationNumber: string, worker: string, reason: string): Promise<number> {
    const { rows } = await UnitOfWork.preparedQuery<{ attempts: number }>(
      'registration-put-off',
      `update registration set attempts = attempts + 1, failure = $3, leased_by = null, leased_until = null,
         not_before = clock_timestamp() + make_interval(secs => least(600, 5 * 2 ^ least(attempts, 7)))
       where registration_number = $1 and leased_by = $2 and state = 'running' returning attempts`,
      [registrationNumber, worker, reason],
    );
    return rows[0]?.attempts ?? 0;
  }

  async claim(worker: string): Promise<ClaimedRegistration | undefined> {
    const { rows } = await UnitOfWork.preparedQuery<RegistrationRow & { content: Buffer }>(
      'registration-claim',
      `update registration set leased_by = $1, leased_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
       where registration_number = (
         select registration_number from registration
         where state = 'running' and (not_before is null or not_before <= clock_timestamp())
           and (leased_until is null or leased_until < clock_timestamp() or leased_by = $1)
         order by requested_at limit 1 for update skip locked)
       returning ${columns}, content`,
      [worker],
    );
    const row = rows[0];
    return row && { registration: registrationOf(row, row.registration_number), content: row.content };
  }

  async hold(registrationNumber: string, worker: string, nextRow: number): Promise<boolean> {
    const { rowCount } = await UnitOfWork.preparedQuery(
      'registration-hold',
      `update registration set leased_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
       where registration_number = $1 and leased_by = $2 and next_row = $3 and state = 'running' returning true as held`,
      [registrationNumber, worker, nextRow],
    );
    return rowCount === 1;
  }

  async advance(registrationNumber: string, result: ChunkResult, refusals: readonly Refusal[]): Promise<void> {
    await UnitOfWork.preparedQuery(
      'registration-advance',
      `with refused as (
         insert into registration_refusal (registration_number, line, field, value, reason)
         select $1, line, field, value, reason
         from unnest($6::int[], $7::text[], $8::text[], $9::text[]) as refusal (line, field, value, reason)
         where (select refused from registration where registration_number = $1) < ${mostRefusedRows}
       )
       update registration set next_row = next_row + $2, registered = registered + $3,
         already_registered = already_registered + $4, refused = refused + $5, attempts = 0, failure = null
       where registration_number = $1`,
      [
        registrationNumber,
        result.rows,
        result.registered,
        result.alreadyRegistered,
        result.refusedRows,
        refusals.map(({ line }) => line),
        refusals.map(({ field }) => field),
        refusals.map(({ value }) => value),
        refusals.map(({ reason }) => reason),
      ],
    );
  }

  async end(registrationNumber: string, state: 'finished' | 'failed', failure: string | null): Promise<void> {
    await UnitOfWork.preparedQuery(
      'registration-end',
      `update registration set state = $2, failure = $3, finished_at = clock_timestamp(), leased_by = null, leased_until = null
       where registration_number = $1 and state = 'running'`,
      [registrationNumber, state, failure],
    );
  }

  async refusals(
    registrationNumber: string,
    after: { line: number; id: number } | undefined,
    limit: number,
  ): Promise<readonly (Refusal & { id: number })[]> {
    const { rows } = await UnitOfWork.preparedQuery<RefusalRow>(
      'registration-refusals',
      `select id, line, field, value, reason from registration_refusal
       where registration_number = $1 and (line, id) > ($2, $3) order by line, id limit $4`,
      [registrationNumber, after?.line ?? 0, after?.id ?? 0, limit],
    );
    return rows.map((row) => ({ ...row, id: Number(row.id) }));
  }
}

function registrationOf(row: RegistrationRow | undefined, registrationNumber: string): Registration {
  if (!row || !registrationLifecycle.isState(row.state)) throw new RegistrationNotFound(registrationNumber);
  return {
    registrationNumber: row.registration_number,
    sha256: row.sha256,
    fileName: row.file_name,
    format: row.format,
    requestedBy: row.requested_by,
    cities: row.cities === '*' ? 'all' : row.cities.split(',').map((city) => parseCityCode(city)),
    state: row.state,
    failure: row.failure,
    rowsTakenIn: row.next_row,
    registered: row.registered,
    alreadyRegistered: row.already_registered,
    refused: row.refused,
  };
}
