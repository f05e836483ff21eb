import { defineEntity, p } from '@mikro-orm/postgresql';
import type { ActorId, BusinessDate, CityCode, Serial } from '@rotables/domain-kernel';
import { citySecurity } from '@rotables/persistence';
import type { RepairResult } from '../../rma-case/rma-case.js';
import type { VendorReturn } from '../vendor-return.js';

export const VendorReturnSchema = defineEntity({
  name: 'VendorReturn',
  tableName: 'vendor_return',
  ...citySecurity('vendor_return'),
  properties: {
    vendorReturnNumber: p.text().primary(),
    faultNumber: p.text(),
    serial: p.text().$type<Serial>(),
    city: p.text().$type<CityCode>(),
    vendor: p.text(),
    sentBy: p.text().$type<ActorId>(),
    sentAt: p.datetime(),
    dueBackOn: p.date().$type<BusinessDate>(),
    state: p.text().$type<VendorReturn['state']>(),
    result: p.text().$type<RepairResult>().strictNullable(),
    receivedBy: p.text().$type<ActorId>().strictNullable(),
    receivedAt: p.datetime().strictNullable(),
    version: p.integer(),
  },
});
