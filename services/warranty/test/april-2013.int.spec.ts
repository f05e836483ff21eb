import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { faultReportedV1, installedBaseChangedV1, type EntitlementDecided } from '@rotables/contracts';
import { caller, RunningTestService, tellCities, waitFor } from '@rotables/testing';
import { warrantyService } from '../src/index.js';
import type { RegistrationView } from '../src/registration/http/registration.dto.js';

/** The sample month: 21,959 units and their 43 failures. */
const sample = new URL('../../../deploy/sample/april-2013/', import.meta.url);
const rowsOf = (file: string): Record<string, string>[] =>
  parse(readFileSync(new URL(file, sample)), { columns: true });

interface Expected {
  readonly entitlement: Readonly<Record<string, string>>;
  readonly installed_base_and_allocation: Readonly<
    Record<string, Readonly<Record<string, { readonly installed: number }>>>
  >;
}

const headquarters = caller('wang.fang', 'headquarters-approver');
const expected = JSON.parse(readFileSync(new URL('expected-april.json', sample), 'utf8')) as Expected;
const cities = rowsOf('cities.csv').map(({ code = '' }) => code);
let warranty: RunningTestService;

beforeAll(async () => {
  warranty = await RunningTestService.start(warrantyService);
  await tellCities(warranty, cities);
  for (const { plan, kind, contract_months, vendor_months, refund_days, replacement_months, after_term } of rowsOf(
    'plans.csv',
  )) {
    const answer = await warranty.post(headquarters, '/v1/warranty-plans', {
      plan,
      kind,
      contractMonths: Number(contract_months),
      vendorMonths: Number(vendor_months),
      refundDays: Number(refund_days),
      freeReplacementMonths: Number(replacement_months),
      afterTerm: after_term?.replaceAll('_', '-'),
    });
    expect(answer).toMatchObject({ status: 201 });
  }
});

afterAll(() => warranty.stop());

/** The file of the fleet has no customers; every city gets one. */
function registrationFile(): Buffer {
  const [heading = '', ...lines] = readFileSync(new URL('units.csv', sample), 'utf8').trim().split(/\r?\n/);
  const completed = lines.map((line) => `${line},Customer of ${line.split(',')[2] ?? ''},024-5550-0100,C-2013`);
  return Buffer.from([`${heading},customer_name,customer_phone,contract_number`, ...completed].join('\n'));
}

describe('the fleet of April 2013', () => {
  it('W1 W14 registers every unit, its coverage and the installed base of the day', async () => {
    const submitted = await warranty.post<RegistrationView>(
      headquarters,
      '/v1/registrations?fileName=units.csv',
      registrationFile(),
      {
        headers: { 'content-type': 'text/csv' },
      },
    );
    expect(submitted).toMatchObject({ status: 202 });
    const path = `/v1/registrations/${submitted.body.registrationNumber}`;
    const finished = await waitFor(
      async () => {
        const { body } = await warranty.get(headquarters, path);
        return body['state'] === 'running' ? undefined : body;
      },
      { timeoutMilliseconds: 60_000, describe: 'the registration to be finished' },
    );
    expect(finished).toMatchObject({ state: 'finished', registered: 21_959, refused: 0, alreadyRegistered: 0 });
    const { body } = await warranty.get<{ items: { city: string; installed: number }[] }>(
      headquarters,
      '/v1/installed-base/cities?asOf=2013-04-10',
    );
    const cities = expected.installed_base_and_allocation['2013-04-10'] ?? {};
    expect(Object.fromEntries(body.items.map(({ city, installed }) => [city, installed]))).toEqual(
      Object.fromEntries(Object.entries(cities).map(([city, { installed }]) => [city, installed])),
    );
  });

  it('W1 the same file sent again is the same registration', async () => {
    const again = await warranty.post(headquarters, '/v1/registrations?fileName=units.csv', registrationFile(), {
      headers: { 'content-type': 'text/csv' },
    });
    expect(again.body).toMatchObject({ state: 'finished', registered: 21_959 });
  });

  it('W14 every change of the base is an event, and their sum is the base', async () => {
    const told = await warranty.query<{ installed: number }>(
      `select sum((body->>'delta')::int)::int as installed from
         (select type, body from outbox union all select type, body from outbox_published) told where type = $1`,
      [installedBaseChangedV1.type],
    );
    expect(told).toEqual([{ installed: 21_959 }]);
  });

  it('W2 W3 W4 W6 W11 decides the 43 entitlements as published', async () => {
    for (const [index, { reported_on = '', serial = '' }] of rowsOf('faults-april.csv').entries()) {
      const faultNumber = `FR-${reported_on.replaceAll('-', '')}-${String(index + 1).padStart(4, '0')}`;
      await warranty.deliver(faultReportedV1, faultNumber, {
        ...faultReportedV1.example,
        faultNumber,
        serial,
        cause: 'product-fault',
        serviceFeePaid: true,
        reportedOn: reported_on,
        reportedAt: `${reported_on}T02:00:00.000Z`,
      });
    }
    const decided = (await warranty.events()).filter(({ type }) => type === 'warranty.entitlement-decided.v1');
    const kinds = decided.map(({ body }) => body as EntitlementDecided).map(({ serial, kind }) => [serial, kind]);
    expect(Object.fromEntries(kinds)).toEqual(expected.entitlement);
    expect(kinds).toHaveLength(43);
  });
});
