import { Injectable } from '@nestjs/common';
import type { JsonObject, Session } from '@rotables/domain-kernel';
import { UnitOfWork } from '@rotables/persistence';
import { SecurityLog, type AskedBy } from '@rotables/service-host';

/** Who took what out of the house; on record, or not made. */
@Injectable()
export class ExportRecords {
  constructor(
    private readonly security: SecurityLog,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Gives the number under which it stands in the security log. */
  add(session: Session, exported: JsonObject, asked: AskedBy): Promise<string> {
    return this.unitOfWork.run(session, () => this.security.noteWithin('exported', exported), asked);
  }
}
