import { Injectable } from '@nestjs/common';
import { ensureCityInScope, parseSerial, type Session } from '@rotables/domain-kernel';
import { BusinessTime } from '../../business-time.js';
import { DispatchOrders } from '../../dispatch-order/dispatch-order.repository.js';
import { DocumentNumbers, documentSeries } from '../../document-numbers.js';
import { ensureNotBefore } from '../../fact-order.js';
import { Projections } from '../../projections/projections.js';
import { RmaCases } from '../../rma-case/rma-case.repository.js';
import { NoticeOfLoanExists, OpenNoticeExists } from '../spare-replacement-notice.errors.js';
import { issueNotice, type SpareReplacementNotice } from '../spare-replacement-notice.js';
import { SpareReplacementNotices } from '../spare-replacement-notice.repository.js';

export interface IssueNoticeCommand {
  readonly faultNumber: string;
  readonly replacementSerial: string | undefined;
  readonly issuedAt: string | undefined;
}

/** Command: a spare is put in for the defective unit (R4). */
@Injectable()
export class IssueNotice {
  constructor(
    private readonly notices: SpareReplacementNotices,
    private readonly cases: RmaCases,
    private readonly orders: DispatchOrders,
    private readonly projections: Projections,
    private readonly numbers: DocumentNumbers,
    private readonly time: BusinessTime,
  ) {}

  async execute({ faultNumber, ...command }: IssueNoticeCommand, by: Session): Promise<SpareReplacementNotice> {
    const { city, serial: defectiveSerial, reportedAt } = await this.cases.load(faultNumber);
    ensureCityInScope(by, city);
    const { replacementSerial } = command;
    const named = replacementSerial === undefined ? null : parseSerial(replacementSerial, 'replacementSerial');
    const issuedAt = this.time.stated('issuedAt', command.issuedAt);
    ensureNotBefore('issuedAt', issuedAt, 'the fault was reported', reportedAt);
    const open = await this.notices.findOpen(faultNumber);
    if (open) throw new OpenNoticeExists(faultNumber, open.noticeNumber);
    const loans = await this.projections.loans(faultNumber);
    const dispatchNumber = (await this.orders.findLatest(faultNumber))?.dispatchNumber ?? null;
    const noticeNumber = await this.numbers.next(documentSeries.notice, issuedAt);
    const issue = { noticeNumber, faultNumber, city, defectiveSerial, dispatchNumber, issuedBy: by.actor, issuedAt };
    const decision = issueNotice(issue, loans, named);
    await this.ensureFirstOfLoan(decision.state);
    return this.notices.add(decision);
  }

  private async ensureFirstOfLoan({ loanNumber }: SpareReplacementNotice): Promise<void> {
    const earlier = loanNumber === null ? undefined : await this.notices.findOfLoan(loanNumber);
    if (earlier && loanNumber !== null) throw new NoticeOfLoanExists(loanNumber, earlier.noticeNumber);
  }
}
