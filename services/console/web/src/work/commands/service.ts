import { type Row, textOf } from '../../api/http';
import { states, type CommandKind } from '../command';
import { branch, choice, date, decision, longText, number, one, optional, starting, text, yes } from './fields';
import { severities } from './cases';

/** A unit whose coverage ended for good is not renewed any more (W8). */
const isCovering = ({ endedAt }: Row): boolean => endedAt === null;

const coverageCommands: readonly CommandKind[] = [
  {
    label: 'command.renew',
    service: 'warranty',
    path: one('covered-units', 'serial', 'renew'),
    roles: [...branch, 'headquarters-approver', 'finance'],
    when: isCovering,
    fields: [starting(number('months'), () => 12), optional(date('renewedOn')), optional(text('follows'))],
    cost: ({ model, city, customerName }, { months }) => ({
      feeCode: 'renewal-month',
      model: textOf(model),
      city: textOf(city),
      times: Number(months ?? 0),
      debtor: textOf(customerName),
    }),
  },
];

/** An exception about a missing accessory holds no unit. */
const holdsUnit = (row: Row): boolean => states('open')(row) && row['exceptionKind'] !== 'missing-accessory';

/** By the name of the register. */
export const serviceCommands: Readonly<Record<string, readonly CommandKind[]>> = {
  notices: [
    {
      label: 'command.recover',
      service: 'rma',
      path: one('spare-replacement-notices', 'noticeNumber', 'recover'),
      roles: [...branch, 'technician'],
      when: states('issued'),
      fields: [],
      at: 'recoveredAt',
    },
  ],
  'dispatch-orders': [
    {
      label: 'command.complete',
      service: 'rma',
      path: one('dispatch-orders', 'dispatchNumber', 'complete'),
      roles: ['technician', ...branch],
      when: states('issued'),
      fields: [yes('repairedOnSite'), longText('actionTaken'), text('customerSignature')],
      at: 'completedAt',
    },
    {
      label: 'command.reassign',
      service: 'rma',
      path: one('dispatch-orders', 'dispatchNumber', 'reassign'),
      roles: branch,
      when: states('issued'),
      fields: [text('technician'), longText('reason')],
      at: 'reassignedAt',
    },
    {
      label: 'command.cancelVisit',
      service: 'rma',
      path: one('dispatch-orders', 'dispatchNumber', 'cancel'),
      roles: branch,
      when: states('issued'),
      fields: [longText('reason')],
      at: 'cancelledAt',
      danger: true,
    },
  ],
  exceptions: [
    {
      label: 'command.linkException',
      service: 'rma',
      path: one('receipt-exceptions', 'exceptionNumber', 'link'),
      roles: ['warehouse', 'headquarters-approver'],
      when: holdsUnit,
      fields: [text('faultNumber'), longText('resolution')],
    },
    {
      label: 'command.openCaseOfException',
      service: 'rma',
      path: one('receipt-exceptions', 'exceptionNumber', 'open-case'),
      roles: ['warehouse', 'headquarters-approver'],
      when: holdsUnit,
      fields: [text('reporterName'), text('reporterPhone'), longText('symptom'), choice('severity', ...severities)],
    },
    {
      label: 'command.resolveException',
      service: 'rma',
      path: one('receipt-exceptions', 'exceptionNumber', 'resolve'),
      roles: ['warehouse', 'headquarters-approver'],
      when: states('open'),
      fields: [decision('outcome', 'handed-back', 'cleared'), longText('resolution')],
      at: 'resolvedAt',
    },
  ],
  'vendor-returns': [
    {
      label: 'command.receive',
      service: 'rma',
      path: one('vendor-returns', 'vendorReturnNumber', 'receive'),
      roles: ['warehouse'],
      when: states('sent'),
      fields: [choice('result', 'repaired', 'beyond-repair')],
      at: 'receivedAt',
    },
  ],
  scrap: [
    {
      label: 'command.appraise',
      service: 'rma',
      path: one('scrap-records', 'scrapNumber', 'appraise'),
      roles: ['warehouse', 'technician', 'quality'],
      when: states('proposed'),
      fields: [yes('lead'), decision('opinion', 'scrap', 'keep'), longText('note')],
      at: 'appraisedAt',
    },
    {
      label: 'command.approve',
      service: 'rma',
      path: one('scrap-records', 'scrapNumber', 'approve'),
      roles: ['headquarters-approver', 'general-manager'],
      when: states('appraised'),
      fields: [],
      at: 'approvedAt',
    },
    {
      label: 'command.reject',
      service: 'rma',
      path: one('scrap-records', 'scrapNumber', 'reject'),
      roles: ['headquarters-approver', 'general-manager'],
      when: states('proposed', 'appraised'),
      fields: [longText('reason')],
      at: 'rejectedAt',
      danger: true,
    },
    {
      label: 'command.withdrawScrap',
      service: 'rma',
      path: one('scrap-records', 'scrapNumber', 'withdraw'),
      roles: ['warehouse', 'headquarters-approver', 'general-manager'],
      when: states('proposed', 'appraised', 'approved'),
      fields: [longText('reason')],
      at: 'withdrawnAt',
      danger: true,
    },
    {
      label: 'command.askHold',
      service: 'rma',
      path: one('scrap-records', 'scrapNumber', 'hold'),
      roles: ['warehouse', 'headquarters-approver', 'general-manager'],
      when: ({ state, hold }) => state === 'approved' && hold !== 'held',
      fields: [],
    },
    {
      label: 'command.execute',
      service: 'rma',
      path: one('scrap-records', 'scrapNumber', 'execute'),
      roles: ['warehouse'],
      when: states('approved'),
      fields: [text('method'), longText('evidence')],
      at: 'executedAt',
      danger: true,
    },
  ],
  'covered-units': coverageCommands,
  'coverage-endings': coverageCommands,
};
