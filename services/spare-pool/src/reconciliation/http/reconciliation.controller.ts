import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentSession, RequireRoles } from '@rotables/access';
import { Clock, parseCityCode, parseSerial, statedInstant } from '@rotables/domain-kernel';
import type { Session } from '@rotables/domain-kernel';
import type { CursorPage } from '@rotables/service-host';
import { parseMonth } from '../../business-time/stated-time.js';
import { listPage } from '../../listing.js';
import type { View } from '../../listing.js';
import { branch, custodians, readers } from '../../roles.js';
import { CountUnits } from '../commands/count-units.js';
import { CountersignReconciliation } from '../commands/countersign-reconciliation.js';
import { OpenReconciliation } from '../commands/open-reconciliation.js';
import { ResolveReconciliationLine } from '../commands/resolve-line.js';
import { SendBackReconciliation } from '../commands/send-back-reconciliation.js';
import { SignReconciliation } from '../commands/sign-reconciliation.js';
import { TakeOutScan } from '../commands/take-out-scan.js';
import { reconciliationListing, ReconciliationReads } from '../queries/reconciliation-reads.js';
import {
  CountersignBody,
  CountUnitsBody,
  OpenReconciliationBody,
  ReconciliationQuery,
  ResolveLineBody,
  SendBackBody,
  SignBody,
  TakeOutScanBody,
} from './reconciliation.dto.js';

/** Month-end: the book as of the cut-off, counted, signed by two, closed for good (S5, S6). */
@ApiTags('reconciliations')
@Controller('v1/reconciliations')
export class ReconciliationController {
  constructor(
    private readonly openReconciliation: OpenReconciliation,
    private readonly countUnits: CountUnits,
    private readonly resolveLine: ResolveReconciliationLine,
    private readonly takeOutScan: TakeOutScan,
    private readonly signReconciliation: SignReconciliation,
    private readonly sendBackReconciliation: SendBackReconciliation,
    private readonly countersignReconciliation: CountersignReconciliation,
    private readonly reads: ReconciliationReads,
    private readonly clock: Clock,
  ) {}

  /** One statement per city; the answer lists those that were opened, without their lines. */
  @Post()
  @RequireRoles('headquarters-approver', 'administrator')
  async open(@CurrentSession() session: Session, @Body() body: OpenReconciliationBody): Promise<CursorPage<View>> {
    const city = body.city === undefined ? null : parseCityCode(body.city);
    const opened = await this.openReconciliation.execute({ session, month: parseMonth(body.month), city });
    const items: View[] = [];
    for (const { statementNumber } of opened) items.push(await this.reads.head(statementNumber));
    return { items, nextCursor: null };
  }

  @Get()
  @RequireRoles(...readers)
  list(@Query() query: ReconciliationQuery): Promise<CursorPage<View>> {
    return listPage(reconciliationListing, query, [
      ['city = ?', query.city],
      ['month = ?', query.month],
      ['state = ?', query.state],
    ]);
  }

  @Get(':statementNumber')
  @RequireRoles(...readers)
  get(@Param('statementNumber') statementNumber: string): Promise<View> {
    return this.reads.get(statementNumber);
  }

  @Post(':statementNumber/count')
  @HttpCode(200)
  @RequireRoles(...branch, 'warehouse', 'headquarters-approver')
  async count(
    @CurrentSession() session: Session,
    @Param('statementNumber') statementNumber: string,
    @Body() body: CountUnitsBody,
  ): Promise<View> {
    const scannedSerials = body.scannedSerials.map((serial, index) => parseSerial(serial, `scannedSerials[${index}]`));
    await this.countUnits.execute({ session, statementNumber, scannedSerials, site: body.site ?? null });
    return this.reads.get(statementNumber);
  }

  /** What was scanned by mistake, or misread, before its site is signed. */
  @Post(':statementNumber/take-out-scan')
  @HttpCode(200)
  @RequireRoles(...branch, 'warehouse', 'headquarters-approver')
  async takeOut(
    @CurrentSession() session: Session,
    @Param('statementNumber') statementNumber: string,
    @Body() { serial, reason }: TakeOutScanBody,
  ): Promise<View> {
    await this.takeOutScan.execute({ session, statementNumber, serial: parseSerial(serial), reason });
    return this.reads.get(statementNumber);
  }

  @Post(':statementNumber/resolve-discrepancy')
  @HttpCode(200)
  @RequireRoles('branch-head', 'warehouse', 'headquarters-approver')
  async resolve(
    @CurrentSession() session: Session,
    @Param('statementNumber') statementNumber: string,
    @Body() body: ResolveLineBody,
  ): Promise<View> {
    const serial = parseSerial(body.serial);
    const resolvedAt = statedInstant(body.resolvedAt, 'resolvedAt', this.clock.now());
    await this.resolveLine.execute({ ...body, session, statementNumber, serial, resolvedAt });
    return this.reads.get(statementNumber);
  }

  /** By the custodian of each site that was open at the cut-off, for what lies there. */
  @Post(':statementNumber/sign')
  @HttpCode(200)
  @RequireRoles(...custodians)
  async sign(
    @CurrentSession() session: Session,
    @Param('statementNumber') statementNumber: string,
    @Body() body: SignBody,
  ): Promise<View> {
    const signedAt = statedInstant(body.signedAt, 'signedAt', this.clock.now());
    await this.signReconciliation.execute({ session, statementNumber, site: body.site ?? null, signedAt });
    return this.reads.head(statementNumber);
  }

  /** By headquarters, with a reason: every signature is taken off, and the count goes on. */
  @Post(':statementNumber/send-back')
  @HttpCode(200)
  @RequireRoles('headquarters-approver')
  async sendBack(
    @CurrentSession() session: Session,
    @Param('statementNumber') statementNumber: string,
    @Body() body: SendBackBody,
  ): Promise<View> {
    const { reason } = body;
    const sentBackAt = statedInstant(body.sentBackAt, 'sentBackAt', this.clock.now());
    await this.sendBackReconciliation.execute({ session, statementNumber, reason, sentBackAt });
    return this.reads.head(statementNumber);
  }

  /** By headquarters; closes the statement and orders the replenishment that is owed. */
  @Post(':statementNumber/countersign')
  @HttpCode(200)
  @RequireRoles('headquarters-approver')
  async countersign(
    @CurrentSession() session: Session,
    @Param('statementNumber') statementNumber: string,
    @Body() body: CountersignBody,
  ): Promise<View> {
    const closedAt = statedInstant(body.closedAt, 'closedAt', this.clock.now());
    await this.countersignReconciliation.execute({ session, statementNumber, closedAt });
    return this.reads.head(statementNumber);
  }
}
