import { Injectable } from '@nestjs/common';
import { serialKey, type Serial } from '@rotables/domain-kernel';
import { UnitOfWork } from '@rotables/persistence';
import { LossLedger } from '../loss-ledger.js';

@Injectable()
export class SqlLossLedger extends LossLedger {
  async lastLossOf(
    serial: Serial,
  ): Promise<{ readonly document: string; readonly site: string; readonly custodian: string }> {
    const { rows } = await UnitOfWork.preparedQuery<{ document: string; site: string; custodian: string }>(
      'loss-on-loan',
      `select loan.loan_number as document, loan.site, coalesce(before.custodian, loan.loaned_by) as custodian
       from loan join movement before on before.serial = loan.serial and before.document = loan.loan_number and before.place_kind = 'loan'
       where loan.serial_key = $1 and loan.state = 'lost' order by loan.ended_at desc, before.sequence desc limit 1`,
      [serialKey(serial)],
    );
    const loss = rows[0];
    if (!loss) throw new Error(`Unit ${serial} is lost, but neither a custody loss nor a lost loan says so.`);
    return loss;
  }
}
