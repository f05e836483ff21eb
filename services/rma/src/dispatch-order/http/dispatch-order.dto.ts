import { ApiProperty } from '@nestjs/swagger';
import { PageQuery } from '@rotables/service-host';
import {
  FaultNumber,
  Flag,
  LongText,
  OptionalCity,
  OptionalFaultNumber,
  OptionalOneOf,
  OptionalText,
  Shown,
  ShownOrNull,
  StatedInstant,
  Text,
} from '../../http/fields.js';
import { dispatchOrderLifecycle, type DispatchOrder } from '../dispatch-order.js';

export class IssueDispatchOrderBody {
  @FaultNumber() faultNumber!: string;
  @Text('chen.jun', 'The account of the technician who is sent: active, a technician, acting in that city.', 100)
  technician!: string;
  @LongText('Power supply suspected.', 'What is thought to have caused the fault.') cause!: string;
  @Text('hardware', 'The nature of the fault.') nature!: string;
  @Text('repair', 'The category of the visit.') category!: string;
  @Text('Pier 7, Dalian harbour', 'Where to go.', 500) place!: string;
  @LongText('One board, screwdriver set.', 'Spares and tools to carry.') sparesAndTools!: string;
  @StatedInstant() issuedAt?: string;
}

export class CompleteDispatchOrderBody {
  @Flag(false, 'Repaired where it stands; possible where it is free, or its quote confirmed.') repairedOnSite!: boolean;
  @LongText('Taken out.', 'What was done.') actionTaken!: string;
  @Text('Sun Li', 'The name with which the customer signed.') customerSignature!: string;
  @StatedInstant() completedAt?: string;
}

export class ReassignDispatchOrderBody {
  @Text('wu.gang', 'The account of the technician who goes instead.', 100) technician!: string;
  @LongText('Ill.', 'Why somebody else goes.') reason!: string;
  @StatedInstant() reassignedAt?: string;
}

export class CancelDispatchOrderBody {
  @LongText('The customer brings it.', 'Why nobody goes.') reason!: string;
  @StatedInstant() cancelledAt?: string;
}

export class DispatchOrderQuery extends PageQuery {
  @OptionalFaultNumber() faultNumber?: string;
  @OptionalText('chen.jun', "Only this technician's.", 100) technician?: string;
  @OptionalCity() city?: string;
  @OptionalOneOf(dispatchOrderLifecycle.states, 'issued', 'Only in this state.') state?: string;
  @OptionalText('-issuedAt', 'issuedAt or dispatchNumber; "-" before it for the last first.', 40) sort?: string;
}

export class DispatchOrderView {
  @Shown('DO-20130416-0001') dispatchNumber!: string;
  @Shown('FR-20130416-0007') faultNumber!: string;
  @Shown('9VS3FM1J') serial!: string;
  @Shown('DL') city!: string;
  @Shown('chen.jun') technician!: string;
  @Shown('Power supply suspected.') cause!: string;
  @Shown('hardware') nature!: string;
  @Shown('repair') category!: string;
  @Shown('Pier 7, Dalian harbour') place!: string;
  @Shown('One board, screwdriver set.') sparesAndTools!: string;
  @Shown('zhang.wei') issuedBy!: string;
  @Shown('2013-04-16T02:10:00.000Z') issuedAt!: string;
  @Shown('issued') state!: string;
  @ShownOrNull('boolean') repairedOnSite!: boolean | null;
  @ShownOrNull('string') actionTaken!: string | null;
  @ShownOrNull('string') customerSignature!: string | null;
  @ShownOrNull('string') completedAt!: string | null;
  @ShownOrNull('string', 'chen.jun') completedBy!: string | null;
  @ShownOrNull('string') reason!: string | null;
  @ShownOrNull('string') cancelledBy!: string | null;
  @ShownOrNull('string') cancelledAt!: string | null;
}

export class DispatchOrderPage {
  @ApiProperty({ type: [DispatchOrderView] }) items!: readonly DispatchOrderView[];
  @ApiProperty({ type: String, nullable: true, example: null }) nextCursor!: string | null;
}

export function viewOf({ version: _version, ...order }: DispatchOrder): DispatchOrderView {
  return {
    ...order,
    issuedAt: order.issuedAt.toISOString(),
    completedAt: order.completedAt?.toISOString() ?? null,
    cancelledAt: order.cancelledAt?.toISOString() ?? null,
  };
}
