import { Finder, type Findings } from './report.js';
import { allOf, type Books } from './snapshot.js';

/** A command that makes a document: where its answer names it, and where the document must be. */
interface Creation {
  readonly service: string;
  readonly route: string;
  readonly field: string;
  readonly table: string;
  readonly column: string;
}

const creations: readonly Creation[] = [
  creation('warranty', 'warranty-plans', 'plan', 'warranty_plan', 'plan'),
  creation('spare-pool', 'sites', 'site', 'site', 'site'),
  creation('spare-pool', 'spare-applications', 'applicationNumber', 'spare_application', 'application_number'),
  creation('spare-pool', 'shipments', 'shipmentNumber', 'shipment', 'shipment_number'),
  creation('spare-pool', 'loans', 'loanNumber', 'loan', 'loan_number'),
  creation('rma', 'rma-cases', 'faultNumber', 'rma_case', 'fault_number'),
  creation('rma', 'dispatch-orders', 'dispatchNumber', 'dispatch_order', 'dispatch_number'),
  creation('rma', 'spare-replacement-notices', 'noticeNumber', 'spare_replacement_notice', 'notice_number'),
  creation('rma', 'vendor-returns', 'vendorReturnNumber', 'vendor_return', 'vendor_return_number'),
  creation('rma', 'scrap-records', 'scrapNumber', 'scrap_record', 'scrap_number'),
  creation('billing', 'quotes', 'quoteNumber', 'quote', 'quote_number'),
  creation('billing', 'payments', 'receiptNumber', 'receipt', 'receipt_number'),
  creation('billing', 'refunds', 'refundNumber', 'refund', 'refund_number'),
  creation('billing', 'handovers', 'handoverNumber', 'handover', 'handover_number'),
];

function creation(service: string, resource: string, field: string, table: string, column: string): Creation {
  return { service, route: `POST /v1/${resource}`, field, table, column };
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
    for (const one of creations.filter(({ service }) => service === snapshot.service)) {
      for await (const row of snapshot.stream<KeyRow>(lostSql(one), [one.route])) {
        finder.violation(
          `key ${row.key} of ${row.actor}`,
          `${snapshot.service} has answered ${one.route} with ${one.field} ${row.document ?? 'null'}`,
          `there is no such row in ${one.table}`,
        );
      }
    }
    await auditSharedDocuments(books, snapshot.service, finder);
  }
  return finder.findings;
}

/** The names are ours, from the list above; only values that come from data are parameters. */
function lostSql({ field, table, column }: Creation): string {
  return `select actor, key, route, response->>'${field}' as document from idempotency_key
    where route = $1 and status between 200 and 299 and response->>'${field}' is not null
      and not exists (select from ${table} where ${table}.${column} = response->>'${field}') order by actor, key`;
}

/** Two commands never made the same document: numbers are given once. */
async function auditSharedDocuments(books: Books, service: string, finder: Finder): Promise<void> {
  const snapshot = allOf(books).find((one) => one.service === service);
  const numbered = creations.filter((one) => one.service === service && one.field.endsWith('Number'));
  for (const { route, field } of numbered) {
    const rows = await snapshot?.all<{ document: string; keys: string }>(
      `select response->>'${field}' as document, string_agg(actor || ' ' || key, ', ' order by key) as keys from idempotency_key
       where route = $1 and status = 201 and response->>'${field}' is not null group by 1 having count(*) > 1 order by 1`,
      [route],
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
