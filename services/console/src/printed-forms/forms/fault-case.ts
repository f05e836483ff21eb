import { addDays, parseBusinessDate } from '@rotables/domain-kernel';
import type { DocumentReader } from '../document-reader.js';
import type { FormTexts } from '../form-texts.js';
import type { Fact, UnitsBlock } from '../sheet.js';

/** What forms say of the case that a document belongs to. */
export interface FaultCase {
  readonly faultNumber: string;
  readonly serial: string;
  readonly model: string | null;
  readonly reporterName: string;
  readonly reporterPhone: string;
  readonly plate: string | null;
  readonly symptom: string;
  readonly severity: string;
  readonly reportedAt: string;
  readonly resolution: string | null;
  readonly entitlement: { readonly kind: string; readonly rule: string; readonly coveredUntil: string | null } | null;
  readonly loans: readonly {
    readonly loanNumber: string;
    readonly serial: string;
    readonly model: string;
    readonly dueBackOn: string;
  }[];
}

interface Coverage {
  readonly customerName: string;
  readonly model: string;
}

interface CoveredUnit {
  readonly current: Coverage | null;
  readonly coverages: readonly Coverage[];
}

/** A case with the customer that its unit is registered for. */
export interface CaseFacts {
  readonly faultCase: FaultCase | null;
  readonly customer: string | null;
  readonly model: string | null;
}

export async function readCase(
  faultNumber: string | null,
  serial: string | null,
  reader: DocumentReader,
): Promise<CaseFacts> {
  const [faultCase, coverage] = await Promise.all([
    faultNumber === null ? null : reader.readIfAny<FaultCase>('rma', `rma-cases/${encodeURIComponent(faultNumber)}`),
    serial === null ? null : readCoverage(serial, reader),
  ]);
  return {
    faultCase,
    customer: coverage?.customerName ?? null,
    model: faultCase?.model ?? coverage?.model ?? null,
  };
}

/** The coverage in force, or the last one. */
async function readCoverage(serial: string, reader: DocumentReader): Promise<Coverage | null> {
  const unit = await reader.readIfAny<CoveredUnit>('warranty', `covered-units/${encodeURIComponent(serial)}`);
  return unit?.current ?? unit?.coverages.at(-1) ?? null;
}

/** Who has the fault and what it is. */
export function caseFacts({ faultCase, customer }: CaseFacts, faultNumber: string, texts: FormTexts): Fact[] {
  return [
    { label: texts.label('faultNumber'), value: faultNumber },
    { label: texts.label('severity'), value: texts.value(faultCase?.severity) },
    { label: texts.label('customer'), value: texts.text(customer) },
    { label: texts.label('plate'), value: texts.text(faultCase?.plate) },
    { label: texts.label('reporter'), value: texts.text(faultCase?.reporterName) },
    { label: texts.label('phone'), value: texts.text(faultCase?.reporterPhone) },
    { label: texts.label('reportedAt'), value: texts.instant(faultCase?.reportedAt) },
    { label: texts.label('entitlement'), value: entitlementText(faultCase, texts) },
    { label: texts.label('symptom'), value: texts.text(faultCase?.symptom), isWide: true },
  ];
}

function entitlementText(faultCase: FaultCase | null, texts: FormTexts): string {
  const entitlement = faultCase?.entitlement ?? null;
  if (entitlement === null) return texts.text(null);
  const { rule, coveredUntil } = entitlement;
  const kind = texts.value(entitlement.kind, 'entitled');
  return coveredUntil === null
    ? texts.sentence('notCovered', { kind, rule })
    : // People read the last covered day; the service tells the day after it (W2).
      texts.sentence('coveredUntil', { kind, rule, until: addDays(parseBusinessDate(coveredUntil), -1) });
}

export function oneUnit(serial: string, model: string | null, texts: FormTexts): UnitsBlock {
  return { kind: 'units', units: [{ caption: texts.label('unit'), serial, model }] };
}
