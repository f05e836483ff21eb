import { Injectable } from '@nestjs/common';
import { noFen, sumFen } from '@rotables/domain-kernel';
import type { BusinessDate, CityCode, Fen, Serial } from '@rotables/domain-kernel';
import { UnitOfWork } from '@rotables/persistence';
import type { CursorPage } from '@rotables/service-host';
import { endOfDay } from '../../business-time/business-time.js';
import { ReceiptSchema } from '../../receipt/persistence/receipt.schema.js';
import { between, equals, listPage, type ListRequest } from '../../storage/persistence/list-page.js';
import { ofSerial } from '../../storage/persistence/of-serial.js';
import { ChargeNotFound } from '../charge.errors.js';
import { openFen, type Charge, type ChargeReason, type ChargeState } from '../charge.js';
import { ChargeSchema } from '../persistence/charge.schema.js';

export interface ChargeFilter {
  readonly city?: CityCode | undefined;
  readonly reason?: ChargeReason | undefined;
  readonly status?: ChargeState | undefined;
  readonly faultNumber?: string | undefined;
  readonly serial?: string | undefined;
  readonly debtor?: string | undefined;
  readonly from?: BusinessDate | undefined;
  readonly to?: BusinessDate | undefined;
}

/** What one charge of a unit came to, as of a day. */
export interface Debt {
  readonly charge: Charge;
  readonly paidFen: Fen;
  readonly openFen: Fen;
}

const list = {
  entity: ChargeSchema,
  key: 'chargeNumber',
  sortable: { postedAt: 'instant', chargeNumber: 'text', amountFen: 'number' },
  order: '-postedAt',
} as const;

/** Queries: charges, and what is owed for a unit. */
@Injectable()
export class ChargeList {
  page(filter: ChargeFilter, request: ListRequest): Promise<CursorPage<Charge>> {
    const where = {
      ...equals('city', filter.city),
      ...equals('reason', filter.reason),
      ...equals('state', filter.status),
      ...equals('faultNumber', filter.faultNumber),
      ...(filter.serial === undefined ? {} : ofSerial(filter.serial)),
      ...equals('debtor', filter.debtor),
      ...between('aboutOn', filter.from, filter.to),
    };
    return listPage(list, where, request, (row) => ({ ...row }));
  }

  /** Throws ChargeNotFound. */
  async get(chargeNumber: string): Promise<Charge> {
    const row = await UnitOfWork.current().findOne(ChargeSchema, { chargeNumber });
    if (!row) throw new ChargeNotFound(chargeNumber);
    return { ...row };
  }

  /** Every charge about this unit up to the day, with what had been paid by its end. */
  async debtsOf(serial: Serial, asOf: BusinessDate): Promise<readonly Debt[]> {
    const em = UnitOfWork.current();
    const until = endOfDay(asOf);
    const charges = await em.find(
      ChargeSchema,
      { ...ofSerial(serial), aboutOn: { $lte: asOf } },
      { orderBy: { postedAt: 'asc', chargeNumber: 'asc' } },
    );
    const chargeNumber = { $in: charges.map((charge) => charge.chargeNumber) };
    const receipts = await em.find(ReceiptSchema, { chargeNumber, receivedAt: { $lte: until } });
    return charges.map((row) => {
      const paidFen = sumFen(
        receipts.filter((receipt) => receipt.chargeNumber === row.chargeNumber).map(({ amountFen }) => amountFen),
      );
      const isReversed = row.reversedAt !== null && row.reversedAt <= until;
      const open = isReversed ? noFen : openFen({ amountFen: row.amountFen, paidFen, state: 'open' });
      return { charge: { ...row }, paidFen, openFen: open };
    });
  }
}
