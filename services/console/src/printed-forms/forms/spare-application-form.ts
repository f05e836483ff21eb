import type { FormTexts } from '../form-texts.js';
import { definePrintedForm } from '../printed-form.js';
import type { Block, Fact, Signature } from '../sheet.js';

interface Application {
  readonly applicationNumber: string;
  readonly city: string;
  readonly site: string;
  readonly model: string;
  readonly quantity: number;
  readonly reason: string;
  readonly approvedQuantity: number | null;
  readonly shippedQuantity: number;
  readonly state: string;
  readonly submittedBy: string;
  readonly submittedAt: string;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly rejectionReason: string | null;
  readonly allocation: number;
  readonly held: number;
}

interface Shipment {
  readonly shipmentNumber: string;
  readonly dispatchedBy: string;
  readonly dispatchedAt: string;
  readonly receivedBy: string | null;
  readonly receivedAt: string | null;
  readonly lines: readonly { readonly serial: string; readonly model: string | null }[];
}

interface ApplicationDocument {
  readonly application: Application;
  readonly shipments: readonly Shipment[];
}

/** 备用机申请表: what a branch asks for, by which arithmetic, what was approved, and the units that came (S2, S3). */
export const spareApplicationForm = definePrintedForm<ApplicationDocument>({
  name: 'applications',
  title: ['备用机申请表', 'Spare unit application'],
  read: async (number, reader) => {
    const path = encodeURIComponent(number);
    const application = await reader.read<Application>('spare-pool', `spare-applications/${path}`);
    const found = await reader.readAll<Shipment>('spare-pool', `shipments?orderNumber=${path}&sort=shipmentNumber`);
    const shipments = await reader.readEach(
      found.map(({ shipmentNumber }) => shipmentNumber),
      (shipment) => reader.read<Shipment>('spare-pool', `shipments/${encodeURIComponent(shipment)}`),
    );
    return { application, shipments };
  },
  sheet: (document, texts) => ({
    number: document.application.applicationNumber,
    state: texts.value(document.application.state),
    blocks: [
      { kind: 'facts', facts: requestFacts(document.application, texts) },
      { kind: 'facts', title: texts.label('allocationArithmetic'), facts: arithmetic(document.application, texts) },
      { kind: 'facts', title: texts.label('approval'), facts: decisionFacts(document.application, texts) },
      unitsOf(document, texts),
    ],
    signatures: signaturesOf(document, texts),
  }),
});

function requestFacts(application: Application, texts: FormTexts): Fact[] {
  return [
    { label: texts.label('site'), value: texts.site(application.site) },
    { label: texts.label('city'), value: texts.city(application.city) },
    { label: texts.label('model'), value: application.model },
    { label: texts.label('requestedQuantity'), value: texts.units(application.quantity) },
    { label: texts.label('requester'), value: texts.person(application.submittedBy) },
    { label: texts.label('submittedAt'), value: texts.instant(application.submittedAt) },
    { label: texts.label('reason'), value: application.reason, isWide: true },
  ];
}

function arithmetic({ allocation, held }: Application, texts: FormTexts): Fact[] {
  return [
    { label: texts.label('allocation'), value: texts.units(allocation) },
    { label: texts.label('held'), value: texts.units(held) },
    {
      label: texts.label('allocationLeft'),
      value: texts.units(`${allocation} − ${held} = ${allocation - held}`),
      isWide: true,
    },
  ];
}

function decisionFacts(application: Application, texts: FormTexts): Fact[] {
  const { approvedQuantity, rejectionReason } = application;
  return [
    { label: texts.label('outcome'), value: decisionOf(application, texts) },
    { label: texts.label('approvedQuantity'), value: texts.units(approvedQuantity) },
    { label: texts.label('approvedBy'), value: texts.person(application.decidedBy) },
    { label: texts.label('decidedAt'), value: texts.instant(application.decidedAt) },
    ...(rejectionReason === null
      ? []
      : [{ label: texts.label('rejectionReason'), value: rejectionReason, isWide: true }]),
  ];
}

/** An approved application goes on to be filled; the decision stays what it was. */
function decisionOf({ state, decidedBy }: Application, texts: FormTexts): string {
  if (decidedBy === null) return texts.text(null);
  return texts.value(state === 'rejected' ? 'rejected' : 'approved');
}

function unitsOf({ shipments }: ApplicationDocument, texts: FormTexts): Block {
  const rows = shipments.flatMap(({ shipmentNumber, dispatchedAt, lines }) =>
    lines.map(({ serial, model }) => [serial, texts.text(model), shipmentNumber, texts.instant(dispatchedAt)]),
  );
  return {
    kind: 'table',
    title: texts.label('shipped'),
    columns: [
      { title: texts.label('line'), width: 26, isNumber: true },
      { title: texts.label('serial'), width: 190, isBarcode: true },
      { title: texts.label('model') },
      { title: texts.label('shipment'), width: 88 },
      { title: texts.label('shippedAt'), width: 84 },
    ],
    rows: rows.map((row, index) => [String(index + 1), ...row]),
    empty: texts.sentence('notShipped'),
  };
}

function signaturesOf({ application, shipments }: ApplicationDocument, texts: FormTexts): Signature[] {
  const first = shipments[0];
  const last = shipments.at(-1);
  const signedBy = (label: string, account: string | null | undefined, at: string | null | undefined): Signature => ({
    label,
    name: account ? texts.signer(account) : null,
    at: at ? texts.instant(at) : null,
  });
  return [
    signedBy(texts.label('requester'), application.submittedBy, application.submittedAt),
    signedBy(texts.label('approvedBy'), application.decidedBy, application.decidedAt),
    signedBy(texts.label('shipper'), first?.dispatchedBy, first?.dispatchedAt),
    signedBy(texts.label('receiver'), last?.receivedBy, last?.receivedAt),
  ];
}
