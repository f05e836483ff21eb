import { defineEntity, p } from '@mikro-orm/postgresql';
import type { ActorId, CityCode, Serial } from '@rotables/domain-kernel';
import { citySecurity } from '@rotables/persistence';
import type { ExceptionKind, ExceptionOutcome, ReceiptException } from '../receipt-exception.js';

export const ReceiptExceptionSchema = defineEntity({
  name: 'ReceiptException',
  tableName: 'receipt_exception',
  ...citySecurity('receipt_exception'),
  properties: {
    exceptionNumber: p.text().primary(),
    exceptionKind: p.text().$type<ExceptionKind>(),
    faultNumber: p.text().strictNullable(),
    site: p.text(),
    city: p.text().$type<CityCode>(),
    scannedSerial: p.text().$type<Serial>(),
    expectedSerial: p.text().$type<Serial>().strictNullable(),
    note: p.text(),
    openedBy: p.text().$type<ActorId>(),
    openedAt: p.datetime(),
    state: p.text().$type<ReceiptException['state']>(),
    outcome: p.text().$type<ExceptionOutcome>().strictNullable(),
    linkedFaultNumber: p.text().strictNullable(),
    resolution: p.text().strictNullable(),
    resolvedBy: p.text().$type<ActorId>().strictNullable(),
    resolvedAt: p.datetime().strictNullable(),
    version: p.integer(),
  },
});
