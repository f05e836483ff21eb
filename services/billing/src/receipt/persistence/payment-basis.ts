import type { BusinessDate } from '@rotables/domain-kernel';
import { UnitOfWork } from '@rotables/persistence';
import { periodOf } from '../../accounting-period/accounting-period.js';
import { ChargeNotFound } from '../../charge/charge.errors.js';
import { chargeColumns, chargeOf, type ChargeRow } from '../../charge/persistence/charge-row.js';
import { isHeldOpen, periodHolding, type PeriodLook } from '../../journal/persistence/open-period.js';
import type { PaymentBasis } from '../receipt.repository.js';

const { held, looked } = periodHolding(2, 'owed');
const paymentBasis = `
  with owed as (
    select ${chargeColumns} from charge where charge_number = $1 for update
  ), ${held}
  select owed.*, ${looked} from owed`;

export async function loadPaymentBasis(chargeNumber: string, receivedOn: BusinessDate): Promise<PaymentBasis> {
  const period = periodOf(receivedOn);
  const { rows } = await UnitOfWork.preparedQuery<ChargeRow & PeriodLook & Record<string, unknown>>(
    'payment-basis',
    paymentBasis,
    [chargeNumber, period],
  );
  const [row] = rows;
  if (!row) throw new ChargeNotFound(chargeNumber);
  return { charge: chargeOf(row), openPeriod: isHeldOpen(period, row) ? period : null };
}
