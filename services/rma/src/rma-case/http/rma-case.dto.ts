import { Transform } from 'class-transformer';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { faultCauses, type FaultCause } from '@rotables/contracts';
import { PageQuery } from '@rotables/service-host';
import { ArrayMaxSize, IsArray, IsBoolean, IsOptional, IsString, Matches, MaxLength, MinLength } from 'class-validator';
import {
  City,
  Flag,
  LongText,
  OneOf,
  OptionalCity,
  OptionalFaultNumber,
  OptionalOneOf,
  OptionalText,
  Serial,
  Site,
  StatedInstant,
  Text,
} from '../../http/fields.js';
import {
  inspectionOutcomes,
  repairMethods,
  repairResults,
  resolutions,
  severities,
  triageOutcomes,
  unitWay,
  type InspectionOutcome,
  type RepairResult,
  type Resolution,
  type Severity,
  type TriageOutcome,
  type UnitState,
} from '../rma-case.js';

export class ReportFaultBody {
  @Serial() serial!: string;
  @City('Where the unit is.') city!: string;
  @Text('Sun Li', 'Who reports.') reporterName!: string;
  @Text('0411-5550-0101', 'Where to reach them.') reporterPhone!: string;
  @OptionalText('辽B12345', 'Of the vehicle that the unit is in; the registered one where it is left out.')
  plate?: string;
  @LongText('No signal since this morning.', 'In the words of the reporter.') symptom!: string;
  @OneOf(severities, 'normal', 'R2') severity!: Severity;
  @OptionalOneOf(faultCauses, 'product-fault', 'As far as the reporter knows; product-fault if left out.')
  cause?: FaultCause;

  @ApiPropertyOptional({
    example: true,
    description: 'What the reporter says of it; warranty goes by its own record (W4).',
  })
  @IsOptional()
  @IsBoolean()
  serviceFeePaid?: boolean;

  @StatedInstant() reportedAt?: string;
}

export class TriageBody {
  @OneOf(triageOutcomes, 'to-warehouse', 'R3') outcome!: TriageOutcome;
  @LongText('Does not start.', 'What remote diagnosis found.') note!: string;
  @StatedInstant() triagedAt?: string;
}

export class ReceiveBody {
  @Site('Where it was received.') site!: string;
  @Serial('The serial on the unit, scanned, not copied from the case.') scannedSerial!: string;

  @ApiPropertyOptional({
    type: [String],
    example: ['antenna'],
    description: 'What should have come with it; up to 50.',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @MinLength(1, { each: true })
  @MaxLength(100, { each: true })
  missingAccessories?: string[];

  @StatedInstant() receivedAt?: string;
}

export class InspectBody {
  @OneOf(inspectionOutcomes, 'fault-confirmed', 'R5') outcome!: InspectionOutcome;
  @OptionalOneOf(faultCauses, 'product-fault', 'Why it failed; product-fault if left out.') cause?: FaultCause;
  @LongText('Head crash.', 'What was found.') findings!: string;
  @StatedInstant() inspectedAt?: string;
}

export class StartRepairBody {
  @OneOf(repairMethods, 'in-place', 'To a vendor it goes with POST /v1/vendor-returns.')
  method!: (typeof repairMethods)[number];
  @StatedInstant() startedAt?: string;
}

export class CompleteRepairBody {
  @OneOf(repairResults, 'repaired', 'R7') result!: RepairResult;
  @LongText('Board replaced.', 'What was done.') workDone!: string;
  @StatedInstant() completedAt?: string;
}

export class TestBody {
  @Flag(true, 'A failed test sends the unit back to repair.') passed!: boolean;
  @LongText('All functions for 2 h.', 'What was measured.') measured!: string;
  @StatedInstant() testedAt?: string;
}

export class WithdrawCaseBody {
  @LongText('Reported twice.', 'Why there is nothing to do.') reason!: string;
  @StatedInstant() withdrawnAt?: string;
}

export class ReturnToCustomerBody {
  @OptionalText(
    'Will not wait any longer.',
    "Where the customer wants his unit back as it is: why, in the customer's words.",
  )
  customersWish?: string;
  @StatedInstant() returnedAt?: string;
}

export class RestockBody {
  @Site('Where it goes on the shelf.') site!: string;
  @StatedInstant() restockedAt?: string;
}

export const caseStatuses = ['open', 'resolved', 'closed'] as const;
export type CaseStatus = (typeof caseStatuses)[number];
export const caseSorts = ['reportedAt', 'faultNumber', 'serial', 'city'] as const;

export class CaseQuery extends PageQuery {
  @Transform(({ value }: { readonly value: unknown }) => (typeof value === 'string' ? value.toUpperCase() : value))
  @OptionalFaultNumber('Only of this case, in capitals or not.')
  faultNumber?: string;
  @OptionalText('9VS3FM1J', 'The whole serial, however it is typed.', 80) serial?: string;
  @OptionalText('0411-5550-0101', "The reporter's or the registered customer's, however it is written.") phone?: string;
  @OptionalText('辽B12345', 'The whole plate, however it is written.') plate?: string;
  @OptionalCity() city?: string;
  @OptionalOneOf(caseStatuses, 'open', 'open: not yet served; resolved: served, the unit is still on its way; closed.')
  status?: CaseStatus;
  @OptionalOneOf(unitWay.states, 'repairing', "The unit's state.") state?: UnitState;
  @OptionalOneOf(resolutions, 'repaired', 'How the customer was served.') resolution?: Resolution;
  @OptionalOneOf(severities, 'critical', 'R2') severity?: Severity;

  @ApiPropertyOptional({ example: '2013-04-01', description: 'Reported on this business date or later.' })
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'must be a date like "2013-04-01"' })
  reportedFrom?: string;

  @ApiPropertyOptional({ example: '2013-04-30', description: 'Reported on this business date or earlier.' })
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'must be a date like "2013-04-30"' })
  reportedTo?: string;

  @OptionalText('-reportedAt', `One of ${caseSorts.join(', ')}; "-" before it for the last first.`, 40) sort?: string;
}
