import type { CommandKind } from './command';
import { createAccount } from './commands/organisation';
import { choice, date, fen, number, optional, starting, text } from './commands/fields';

const workplace = (): string => localStorage.getItem('rotables.site') ?? '';

/** What is begun from a register and not from one of its documents, by the register's name. */
export const beginnings: Readonly<Record<string, readonly CommandKind[]>> = {
  'spare-units': [
    {
      label: 'command.acquire',
      service: 'spare-pool',
      path: () => 'spare-units/acquire',
      roles: ['warehouse', 'branch-head', 'headquarters-approver'],
      fields: [
        { name: 'site', kind: 'text', initial: workplace },
        { name: 'units', kind: 'units' },
      ],
      at: 'acquiredAt',
    },
  ],
  replenishments: [
    {
      label: 'command.requestEarly',
      service: 'spare-pool',
      path: () => 'early-replenishments',
      roles: ['branch-head'],
      fields: [
        { name: 'site', kind: 'text', initial: workplace },
        optional(text('model')),
        { name: 'quantity', kind: 'number', initial: () => 1 },
        { name: 'reason', kind: 'longText' },
        { name: 'attachment', kind: 'file' },
      ],
      at: 'requestedAt',
    },
  ],
  sites: [
    {
      label: 'command.openSite',
      service: 'spare-pool',
      path: () => 'sites',
      roles: ['administrator'],
      fields: [
        text('site'),
        text('city'),
        choice('siteKind', 'branch', 'station', 'central-warehouse', 'headquarters'),
        text('nameZh'),
        text('nameEn'),
        text('custodian'),
      ],
      at: 'openedAt',
    },
  ],
  models: [
    {
      label: 'command.enterModel',
      service: 'spare-pool',
      path: () => 'models',
      roles: ['administrator', 'headquarters-approver'],
      fields: [text('model'), number('specificationGrade'), optional(date('discontinuedOn'))],
    },
  ],
  substitutions: [
    {
      label: 'command.listSubstitution',
      service: 'spare-pool',
      path: () => 'substitutions',
      roles: ['administrator', 'headquarters-approver'],
      fields: [text('model'), text('substituteModel')],
    },
  ],
  'warranty-plans': [
    {
      label: 'command.defineWarrantyPlan',
      service: 'warranty',
      path: () => 'warranty-plans',
      roles: ['administrator', 'headquarters-approver'],
      fields: [
        text('plan'),
        choice('kind', 'term', 'service-fee'),
        starting(number('contractMonths'), () => 0),
        starting(number('vendorMonths'), () => 0),
        starting(number('refundDays'), () => 7),
        starting(number('freeReplacementMonths'), () => 1),
        choice('afterTerm', 'parts-cost-only', 'paid'),
      ],
    },
  ],
  charges: [
    {
      label: 'command.chargeServiceFee',
      service: 'billing',
      path: () => 'service-fees',
      roles: ['branch-clerk', 'branch-head', 'finance'],
      fields: [text('serial'), number('months')],
    },
  ],
  fees: [
    {
      label: 'command.defineFee',
      service: 'billing',
      path: () => 'fees',
      roles: ['finance', 'administrator'],
      fields: [
        choice('feeCode', 'parts', 'labour', 'unit-price', 'renewal-month', 'service-fee-month'),
        text('description'),
        optional(text('model')),
        optional(starting(choice('cityGrade', 'A', 'B', 'C'), () => undefined)),
        fen('amountFen'),
        date('effectiveOn'),
      ],
    },
  ],
  accounts: [createAccount],
  'city-grades': [
    {
      label: 'command.gradeCity',
      service: 'billing',
      path: () => 'city-grades',
      roles: ['finance', 'administrator'],
      fields: [text('city'), choice('grade', 'A', 'B', 'C'), optional(date('effectiveOn'))],
    },
  ],
};
