import { defineEntity, p } from '@mikro-orm/postgresql';
import type { ActorId, CityCode, Serial } from '@rotables/domain-kernel';
import { citySecurity } from '@rotables/persistence';
import type { DispatchOrder } from '../dispatch-order.js';

export const DispatchOrderSchema = defineEntity({
  name: 'DispatchOrder',
  tableName: 'dispatch_order',
  ...citySecurity('dispatch_order'),
  properties: {
    dispatchNumber: p.text().primary(),
    faultNumber: p.text(),
    serial: p.text().$type<Serial>(),
    city: p.text().$type<CityCode>(),
    technician: p.text().$type<ActorId>(),
    cause: p.text(),
    nature: p.text(),
    category: p.text(),
    place: p.text(),
    sparesAndTools: p.text(),
    issuedBy: p.text().$type<ActorId>(),
    issuedAt: p.datetime(),
    state: p.text().$type<DispatchOrder['state']>(),
    repairedOnSite: p.boolean().strictNullable(),
    actionTaken: p.text().strictNullable(),
    customerSignature: p.text().strictNullable(),
    completedAt: p.datetime().strictNullable(),
    completedBy: p.text().$type<ActorId>().strictNullable(),
    reason: p.text().strictNullable(),
    cancelledBy: p.text().$type<ActorId>().strictNullable(),
    cancelledAt: p.datetime().strictNullable(),
    version: p.integer(),
  },
});
