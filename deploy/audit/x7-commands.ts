import { Finder, type Findings } from './report.js';
import { allOf, type Books } from './snapshot.js';

/** Documents that commands make and change: the resource of their routes, the field by which answers name one, and where it must be. */
export interface Documents {
  readonly service: string;
  readonly resource: string;
  readonly field: string;
  readonly table: string;
  readonly column: string;
}

export const documents: readonly Documents[] = [
  of('console', 'accounts', 'account', 'account', 'account'),
  of('warranty', 'warranty-plans', 'plan', 'warranty_plan', 'plan'),
  of('warranty', 'covered-units', 'serial', 'covered_unit', 'serial'),
  of('spare-pool', 'sites', 'site', 'site', 'site'),
  of('spare-pool', 'sites', 'handOverNumber', 'custody_hand_over', 'hand_over_number'),
  of('spare-pool', 'custody-hand-overs', 'handOverNumber', 'custody_hand_over', 'hand_over_number'),
  of('spare-pool', 'models', 'model', 'device_model', 'model'),
  of('spare-pool', 'substitutions', 'model', 'substitution', 'model'),
  of('spare-pool', 'allocation-policies', 'effectiveOn', 'allocation_policy', 'effective_on::text'),
  of('spare-pool', 'spare-units', 'serial', 'spare_unit', 'serial'),
  of('spare-pool', 'spare-applications', 'applicationNumber', 'spare_application', 'application_number'),
  of('spare-pool', 'shipments', 'shipmentNumber', 'shipment', 'shipment_number'),
  of('spare-pool', 'shortages', 'shortageNumber', 'shortage', 'shortage_number'),
  of('spare-pool', 'loans', 'loanNumber', 'loan', 'loan_number'),
  of('spare-pool', 'reconciliations', 'statementNumber', 'reconciliation', 'statement_number'),
  of('spare-pool', 'early-replenishments', 'replenishmentNumber', 'replenishment', 'replenishment_number'),
  of('spare-pool', 'replenishments', 'replenishmentNumber', 'replenishment', 'replenishment_number'),
  of('rma', 'rma-cases', 'faultNumber', 'rma_case', 'fault_number'),
  of('rma', 'rma-cases', 'exceptionNumber', 'receipt_exception', 'exception_number'),
  of('rma', 'receipts', 'exceptionNumber', 'receipt_exception', 'exception_number'),
  of('rma', 'receipt-exceptions', 'exceptionNumber', 'receipt_exception', 'exception_number'),
  of('rma', 'dispatch-orders', 'dispatchNumber', 'dispatch_order', 'dispatch_number'),
  of('rma', 'spare-replacement-notices', 'noticeNumber', 'spare_replacement_notice', 'notice_number'),
  of('rma', 'vendor-returns', 'vendorReturnNumber', 'vendor_return', 'vendor_return_number'),
  of('rma', 'scrap-records', 'scrapNumber', 'scrap_record', 'scrap_number'),
  of('billing', 'fees', 'feeCode', 'fee', 'fee_code'),
  of('billing', 'city-grades', 'city', 'city_grade', 'city'),
  of('billing', 'quotes', 'quoteNumber', 'quote', 'quote_number'),
  of('billing', 'charges', 'chargeNumber', 'charge', 'charge_number'),
  of('billing', 'service-fees', 'chargeNumber', 'charge', 'charge_number'),
  of('billing', 'payments', 'receiptNumber', 'receipt', 'receipt_number'),
  of('billing', 'refunds', 'refundNumber', 'refund', 'refund_number'),
  of('billing', 'handovers', 'handoverNumber', 'handover', 'handover_number'),
  of('billing', 'accounting-periods', 'period', 'accounting_period', 'period'),
];

function of(service: string, resource: string, field: string, table: string, column: string): Documents {
  return { service, resource, field, table, column };
}

interface KeyRow {
  readonly actor: string;
  readonly key: string;
  readonly route: string;
  readonly document: string | null;
}

/** X7: every acknowledged command is in the books, and what one key has made no other key has made too. */
export async function auditCommands(books: Books): Promise<Findings> {
  const finder = new Finder('X7');
  for (const snapshot of allOf(books)) {
    const [counted] = await snapshot.all<{ keys: number }>('select count(*)::integer as keys from idempotency_key');
    finder.checked += counted?.keys ?? 0;
    const unanswered = await snapshot.all<KeyRow>(
      'select actor, key, route, null as document from idempotency_key where status is null or response is null order by actor, key',
    );
    for (const { actor, key, route } of unanswered) {
      finder.violation(
        `key ${key} of ${actor}`,
        `${snapshot.service} has committed ${route} under it`,
        'the answer was not stored with it',
      );
    }
    for (const one of documents.filter(({ service }) => service === snapshot.service)) {
      for await (const row of snapshot.stream<KeyRow>(lostSql(one), [`POST /v1/${one.resource}`])) {
        finder.violation(
          `key ${row.key} of ${row.actor}`,
          `${snapshot.service} has answered ${row.route} with ${one.field} ${row.document ?? 'null'}`,
          `there is no such row in ${one.table}`,
        );
      }
    }
    await auditSharedDocuments(books, snapshot.service, finder);
  }
  return finder.findings;
}

/**
 * Every answer of the resource's routes, whether it is one document or a page of them. The names are ours, from the list above; only values that come
 * from data are parameters.
 */
function lostSql({ field, table, column }: Documents): string {
  return `select actor, key, route, document from idempotency_key, lateral (
      select response->>'${field}' as document where json_typeof(response) = 'object'
      union all select item->>'${field}' from json_array_elements(case json_typeof(response->'items') when 'array' then response->'items' else '[]' end) as item
        where json_typeof(item) = 'object'
    ) as named
    where (route = $1 or route like $1 || '/%') and status between 200 and 299 and document is not null
      and not exists (select from ${table} where ${table}.${column} = document) order by actor, key, document`;
}

/** Two commands never made the same document: numbers are given once. */
async function auditSharedDocuments(books: Books, service: string, finder: Finder): Promise<void> {
  const snapshot = allOf(books).find((one) => one.service === service);
  const numbered = documents.filter((one) => one.service === service && one.field.endsWith('Number'));
  for (const { resource, field } of numbered) {
    const rows = await snapshot?.all<{ document: string; keys: string }>(
      `select response->>'${field}' as document, string_agg(actor || ' ' || key, ', ' order by key) as keys from idempotency_key
       where route = $1 and status = 201 and response->>'${field}' is not null group by 1 having count(*) > 1 order by 1`,
      [`POST /v1/${resource}`],
    );
    for (const { document, keys } of rows ?? []) {
      finder.violation(
        `${field} ${document}`,
        `${service} gave it as the answer to several commands: ${keys}`,
        'a number is given once',
      );
    }
  }
}
