import { businessDate } from '../../parts/format';
import { states, type CommandKind } from '../command';
import { decision, branch, choice, fen, longText, one, starting, text } from './fields';

/** By the name of the register. */
export const moneyCommands: Readonly<Record<string, readonly CommandKind[]>> = {
  fees: [
    {
      label: 'command.correctFee',
      service: 'billing',
      path: () => 'fees/correct',
      roles: ['finance'],
      when: ({ definedOn }) => definedOn === businessDate(),
      fields: [starting(fen('amountFen'), ({ amountFen }) => amountFen), longText('reason')],
      given: ({ feeCode, model, cityGrade, effectiveOn }) => ({
        feeCode: feeCode ?? null,
        model: model ?? null,
        cityGrade: cityGrade ?? null,
        effectiveOn: effectiveOn ?? null,
      }),
    },
  ],
  quotes: [
    {
      label: 'command.confirm',
      service: 'billing',
      path: one('quotes', 'quoteNumber', 'confirm'),
      roles: branch,
      when: states('open'),
      fields: [text('confirmedBy')],
      at: 'confirmedAt',
    },
    {
      label: 'command.refuse',
      service: 'billing',
      path: one('quotes', 'quoteNumber', 'refuse'),
      roles: branch,
      when: states('open'),
      fields: [text('refusedBy')],
      at: 'refusedAt',
    },
    {
      label: 'command.withdraw',
      service: 'billing',
      path: one('quotes', 'quoteNumber', 'withdraw'),
      roles: [...branch, 'technician', 'finance'],
      when: states('open'),
      fields: [longText('reason')],
      at: 'withdrawnAt',
      danger: true,
    },
  ],
  charges: [
    {
      label: 'command.takePayment',
      service: 'billing',
      path: () => 'payments',
      roles: [...branch, 'finance'],
      when: ({ status, openFen }) => status === 'open' && Number(openFen) > 0,
      fields: [starting(fen('amountFen'), ({ openFen }) => openFen), choice('method', 'cash', 'transfer', 'wallet')],
      given: ({ chargeNumber }) => ({ chargeNumber: chargeNumber ?? null }),
      at: 'receivedAt',
    },
    {
      label: 'command.withdrawServiceFee',
      service: 'billing',
      path: one('service-fees', 'chargeNumber', 'withdraw'),
      roles: [...branch, 'finance'],
      when: ({ status, reason }) => reason === 'service-fee' && status !== 'reversed',
      fields: [longText('reason')],
      danger: true,
    },
    {
      label: 'command.repay',
      service: 'billing',
      path: one('charges', 'chargeNumber', 'repay'),
      roles: ['finance', 'headquarters-approver'],
      when: ({ status, paidFen, repaidAt }) =>
        status === 'reversed' && Number(paidFen) > 0 && (repaidAt ?? null) === null,
      fields: [choice('method', 'transfer', 'wallet', 'cash')],
      at: 'repaidAt',
    },
  ],
  refunds: [
    {
      label: 'command.approve',
      service: 'billing',
      path: one('refunds', 'refundNumber', 'approve'),
      roles: ['finance', 'headquarters-approver', 'general-manager'],
      when: states('proposed'),
      fields: [choice('method', 'transfer', 'wallet', 'cash')],
      at: 'approvedAt',
    },
    {
      label: 'command.reject',
      service: 'billing',
      path: one('refunds', 'refundNumber', 'reject'),
      roles: ['finance', 'headquarters-approver', 'general-manager'],
      when: states('proposed'),
      fields: [longText('reason')],
      at: 'rejectedAt',
      danger: true,
    },
  ],
  handovers: [
    {
      label: 'command.clearDifference',
      service: 'billing',
      path: one('handovers', 'handoverNumber', 'clear-difference'),
      roles: ['finance', 'headquarters-approver'],
      when: ({ state, differenceFen, clearance }) =>
        state === 'accepted' && Number(differenceFen) !== 0 && clearance === null,
      fields: [decision('clearance', 'made-good', 'written-off'), longText('reason')],
      at: 'clearedAt',
    },
    {
      label: 'command.acceptHandover',
      service: 'billing',
      path: one('handovers', 'handoverNumber', 'accept'),
      roles: ['finance'],
      when: states('submitted'),
      // Nothing stands there beforehand: what is counted is counted, and not agreed to.
      fields: [fen('countedFen')],
      at: 'acceptedAt',
    },
  ],
};
