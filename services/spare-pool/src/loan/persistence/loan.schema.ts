import { defineEntity, p } from '@mikro-orm/postgresql';
import type { BusinessDate, CityCode, Serial } from '@rotables/domain-kernel';
import { citySecurity } from '@rotables/persistence';
import type { ReplacementGround } from '@rotables/contracts';
import type {
  DefectiveUnitState,
  KeepAnswer,
  KeepState,
  LoanKind,
  LoanState,
  LossState,
  ReturnCondition,
} from '../loan.js';

export const LoanSchema = defineEntity({
  name: 'Loan',
  tableName: 'loan',
  properties: {
    loanNumber: p.text().primary(),
    faultNumber: p.text(),
    city: p.text().$type<CityCode>(),
    site: p.text(),
    serial: p.text().$type<Serial>(),
    model: p.text(),
    requestedModel: p.text(),
    loanKind: p.text().$type<LoanKind>(),
    defectiveSerial: p.text().$type<Serial>(),
    substitute: p.boolean(),
    dueBackOn: p.date().$type<BusinessDate>(),
    loanedBy: p.text(),
    loanedAt: p.datetime(),
    state: p.text().$type<LoanState>(),
    defectiveState: p.text().$type<DefectiveUnitState>(),
    endedAt: p.datetime().strictNullable(),
    keepState: p.text().$type<KeepState>().default('not-proposed'),
    keepProposedBy: p.text().strictNullable(),
    keepProposedAt: p.datetime().strictNullable(),
    keepProposal: p.integer().strictNullable(),
    keepAnswer: p.text().$type<KeepAnswer>().strictNullable(),
    keepGround: p.text().$type<ReplacementGround>().strictNullable(),
    lossState: p.text().$type<LossState>().default('not-reported'),
    lossReportedBy: p.text().strictNullable(),
    lossReportedAt: p.datetime().strictNullable(),
    returnCondition: p.text().$type<ReturnCondition>().strictNullable(),
    measured: p.text().strictNullable(),
    version: p.integer(),
  },
  uniques: [
    { name: 'loan_one_open_per_fault', properties: ['faultNumber'], where: `state = 'out'` },
    { name: 'loan_one_open_per_serial', properties: ['serial'], where: `state = 'out'` },
  ],
  indexes: [
    { name: 'loan_city', properties: ['city', 'state'] },
    { name: 'loan_fault', properties: ['faultNumber'] },
    { name: 'loan_latest', properties: ['loanedAt', 'loanNumber'] },
    { name: 'loan_latest_of_city', properties: ['city', 'loanedAt', 'loanNumber'] },
    { name: 'loan_keep_proposed', properties: ['loanNumber'], where: `keep_state = 'proposed'` },
    { name: 'loan_defective_due', properties: ['dueBackOn'], where: `defective_state = 'awaited'` },
  ],
  ...citySecurity('loan'),
});
