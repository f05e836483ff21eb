import { samePerson } from '@rotables/domain-kernel';
import type { FormTexts } from '../form-texts.js';
import { definePrintedForm } from '../printed-form.js';
import type { Sheet } from '../sheet.js';
import { caseFacts, oneUnit, readCase, type CaseFacts } from './fault-case.js';

interface DispatchOrder {
  readonly dispatchNumber: string;
  readonly faultNumber: string;
  readonly serial: string;
  readonly technician: string;
  readonly cause: string;
  readonly nature: string;
  readonly category: string;
  readonly place: string;
  readonly sparesAndTools: string;
  readonly issuedBy: string;
  readonly issuedAt: string;
  readonly state: string;
  readonly repairedOnSite: boolean | null;
  readonly actionTaken: string | null;
  readonly customerSignature: string | null;
  readonly completedAt: string | null;
  readonly completedBy: string | null;
}

interface DispatchOrderDocument {
  readonly order: DispatchOrder;
  readonly about: CaseFacts;
}

/** 故障处理派工单: carried to the customer, filled in there, signed, and brought back (R3). */
export const dispatchOrderForm = definePrintedForm<DispatchOrderDocument>({
  name: 'dispatch-orders',
  title: ['故障处理派工单', 'Dispatch order'],
  read: async (number, reader) => {
    const order = await reader.read<DispatchOrder>('rma', `dispatch-orders/${encodeURIComponent(number)}`);
    return { order, about: await readCase(order.faultNumber, order.serial, reader) };
  },
  sheet: ({ order, about }, texts) => ({
    number: order.dispatchNumber,
    state: texts.value(order.state),
    blocks: [
      oneUnit(order.serial, about.model, texts),
      { kind: 'facts', facts: caseFacts(about, order.faultNumber, texts) },
      { kind: 'facts', facts: visitFacts(order, texts) },
      {
        kind: 'facts',
        facts: [
          {
            label: texts.label('repairedOnSite'),
            value: order.repairedOnSite === null ? texts.sentence('yesOrNo') : texts.value(order.repairedOnSite),
          },
          {
            label: texts.label('completedAt'),
            value: order.completedAt === null ? '' : texts.instant(order.completedAt),
          },
          ...reportedBy(order, texts),
        ],
      },
      { kind: 'note', title: texts.label('actionTaken'), text: order.actionTaken, blankLines: 6 },
    ],
    signatures: signaturesOf(order, texts),
  }),
});

/** Where the branch reported it on the technician's word. */
function reportedBy(
  { technician, completedBy }: DispatchOrder,
  texts: FormTexts,
): readonly { label: string; value: string }[] {
  if (completedBy === null || samePerson(completedBy, technician)) return [];
  return [{ label: texts.label('completedBy'), value: texts.person(completedBy) }];
}

function visitFacts(order: DispatchOrder, texts: FormTexts): { label: string; value: string; isWide?: boolean }[] {
  return [
    { label: texts.label('technician'), value: texts.person(order.technician) },
    { label: texts.label('dispatchedAt'), value: texts.instant(order.issuedAt) },
    { label: texts.label('place'), value: order.place, isWide: true },
    { label: texts.label('cause'), value: order.cause, isWide: true },
    { label: texts.label('nature'), value: order.nature },
    { label: texts.label('category'), value: order.category },
    { label: texts.label('sparesAndTools'), value: order.sparesAndTools, isWide: true },
  ];
}

function signaturesOf(order: DispatchOrder, texts: FormTexts): Sheet['signatures'] {
  const at = order.completedAt === null ? null : texts.instant(order.completedAt);
  return [
    { label: texts.label('dispatcher'), name: texts.signer(order.issuedBy), at: texts.instant(order.issuedAt) },
    { label: texts.label('technician'), name: at === null ? null : texts.signer(order.technician), at },
    { label: texts.label('customerSigns'), name: order.customerSignature, at },
  ];
}
