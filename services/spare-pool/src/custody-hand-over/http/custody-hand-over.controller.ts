import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentSession, RequireRoles } from '@rotables/access';
import { Clock, parseActorId, parseSerial, statedInstant } from '@rotables/domain-kernel';
import type { Serial, Session } from '@rotables/domain-kernel';
import type { CursorPage } from '@rotables/service-host';
import { listPage, readOne } from '../../listing.js';
import type { View } from '../../listing.js';
import { custodians, readers } from '../../roles.js';
import { AcceptCustody } from '../commands/accept-custody.js';
import { CountBeforeWitness } from '../commands/count-before-witness.js';
import { EndCustodyHandOver } from '../commands/end-custody-hand-over.js';
import { OpenCustodyHandOver } from '../commands/open-custody-hand-over.js';
import { CustodyHandOverNotFound } from '../custody-hand-over.errors.js';
import { custodyHandOverListing } from '../queries/custody-hand-over-listing.js';
import {
  AcceptCustodyBody,
  CountBeforeWitnessBody,
  CustodyHandOverQuery,
  EndCustodyHandOverBody,
  OfferCustodyBody,
  OrderWitnessedCountBody,
} from './custody-hand-over.dto.js';

/** Custody passes in two steps: offered or ordered with a count, accepted by the successor himself (O2). */
@ApiTags('custody')
@Controller('v1')
export class CustodyHandOverController {
  constructor(
    private readonly openHandOver: OpenCustodyHandOver,
    private readonly countBeforeWitness: CountBeforeWitness,
    private readonly acceptCustody: AcceptCustody,
    private readonly endHandOver: EndCustodyHandOver,
    private readonly clock: Clock,
  ) {}

  /** By the present custodian, with a count that is the book. */
  @Post('sites/:site/offer-custody')
  @RequireRoles(...custodians)
  async offer(
    @CurrentSession() session: Session,
    @Param('site') site: string,
    @Body() body: OfferCustodyBody,
  ): Promise<View> {
    const countedSerials = serialsOf(body.countedSerials, 'countedSerials');
    const toCustodian = parseActorId(body.toCustodian, 'toCustodian');
    const offeredAt = statedInstant(body.offeredAt, 'offeredAt', this.clock.now());
    const facts = { session, site, toCustodian, countedSerials, offeredAt };
    return this.get((await this.openHandOver.offer(facts)).handOverNumber);
  }

  /** By headquarters, where the custodian is gone or will not. */
  @Post('sites/:site/order-witnessed-count')
  @RequireRoles('headquarters-approver')
  async order(
    @CurrentSession() session: Session,
    @Param('site') site: string,
    @Body() body: OrderWitnessedCountBody,
  ): Promise<View> {
    const toCustodian = parseActorId(body.toCustodian, 'toCustodian');
    const witness = parseActorId(body.witness, 'witness');
    const orderedAt = statedInstant(body.orderedAt, 'orderedAt', this.clock.now());
    const { reason } = body;
    const facts = { session, site, toCustodian, witness, reason, orderedAt };
    return this.get((await this.openHandOver.order(facts)).handOverNumber);
  }

  /** By the witness. */
  @Post('custody-hand-overs/:handOverNumber/count')
  @HttpCode(200)
  @RequireRoles(...readers)
  async count(
    @CurrentSession() session: Session,
    @Param('handOverNumber') handOverNumber: string,
    @Body() body: CountBeforeWitnessBody,
  ): Promise<View> {
    const countedSerials = serialsOf(body.countedSerials, 'countedSerials');
    const countedAt = statedInstant(body.countedAt, 'countedAt', this.clock.now());
    await this.countBeforeWitness.execute({ session, handOverNumber, countedSerials, countedAt });
    return this.get(handOverNumber);
  }

  /** By the successor. */
  @Post('custody-hand-overs/:handOverNumber/accept')
  @HttpCode(200)
  @RequireRoles(...custodians)
  async accept(
    @CurrentSession() session: Session,
    @Param('handOverNumber') handOverNumber: string,
    @Body() body: AcceptCustodyBody,
  ): Promise<View> {
    const counted = body.countedSerials;
    const countedSerials = counted === undefined ? null : serialsOf(counted, 'countedSerials');
    const movedSerials = serialsOf(body.movedSerials ?? [], 'movedSerials');
    const acceptedAt = statedInstant(body.acceptedAt, 'acceptedAt', this.clock.now());
    await this.acceptCustody.execute({ session, handOverNumber, countedSerials, movedSerials, acceptedAt });
    return this.get(handOverNumber);
  }

  /** By the successor. */
  @Post('custody-hand-overs/:handOverNumber/decline')
  @HttpCode(200)
  @RequireRoles(...custodians)
  async decline(
    @CurrentSession() session: Session,
    @Param('handOverNumber') handOverNumber: string,
    @Body() { reason, endedAt }: EndCustodyHandOverBody,
  ): Promise<View> {
    const at = statedInstant(endedAt, 'endedAt', this.clock.now());
    await this.endHandOver.decline({ session, handOverNumber, reason, at });
    return this.get(handOverNumber);
  }

  /** By who opened it, or headquarters. */
  @Post('custody-hand-overs/:handOverNumber/withdraw')
  @HttpCode(200)
  @RequireRoles(...custodians)
  async withdraw(
    @CurrentSession() session: Session,
    @Param('handOverNumber') handOverNumber: string,
    @Body() { reason, endedAt }: EndCustodyHandOverBody,
  ): Promise<View> {
    const at = statedInstant(endedAt, 'endedAt', this.clock.now());
    await this.endHandOver.withdraw({ session, handOverNumber, reason, at });
    return this.get(handOverNumber);
  }

  @Get('custody-hand-overs')
  @RequireRoles(...readers)
  list(@Query() query: CustodyHandOverQuery): Promise<CursorPage<View>> {
    return listPage(custodyHandOverListing, query, [
      ['city = ?', query.city],
      ['site = ?', query.site],
      ['state = ?', query.state],
      ['to_custodian = ?', query.toCustodian],
      ['witness = ?', query.witness],
    ]);
  }

  @Get('custody-hand-overs/:handOverNumber')
  @RequireRoles(...readers)
  async get(@Param('handOverNumber') handOverNumber: string): Promise<View> {
    const handOver = await readOne(custodyHandOverListing, handOverNumber);
    if (!handOver) throw new CustodyHandOverNotFound(handOverNumber);
    return handOver;
  }
}

function serialsOf(typed: readonly string[], field: string): readonly Serial[] {
  return typed.map((serial, index) => parseSerial(serial, `${field}[${index}]`));
}
