import { defineEntity, p } from '@mikro-orm/postgresql';
import type { ActorId, CityCode, Serial } from '@rotables/domain-kernel';
import { citySecurity } from '@rotables/persistence';
import type { AcquisitionWithdrawal, WithdrawalCause } from '../acquisition-withdrawal.js';

export const AcquisitionWithdrawalSchema = defineEntity({
  name: 'AcquisitionWithdrawal',
  tableName: 'acquisition_withdrawal',
  properties: {
    withdrawalNumber: p.text().primary(),
    serial: p.text().$type<Serial>(),
    model: p.text(),
    city: p.text().$type<CityCode>(),
    cause: p.text().$type<WithdrawalCause>(),
    reason: p.text(),
    proposedBy: p.text().$type<ActorId>(),
    proposedAt: p.datetime(),
    state: p.text().$type<AcquisitionWithdrawal['state']>(),
    decidedBy: p.text().$type<ActorId>().strictNullable(),
    decidedAt: p.datetime().strictNullable(),
    declineReason: p.text().strictNullable(),
    version: p.integer(),
  },
  indexes: [{ name: 'acquisition_withdrawal_city', properties: ['city', 'state'] }],
  uniques: [{ name: 'acquisition_withdrawal_one_open', properties: ['serial'], where: "state = 'proposed'" }],
  ...citySecurity('acquisition_withdrawal'),
});
