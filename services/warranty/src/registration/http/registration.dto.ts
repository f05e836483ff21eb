import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import type { Registration } from '../registration.js';
import { registrationLifecycle } from '../registration.js';

export class RegistrationQuery {
  @ApiPropertyOptional({ example: 'units-2013-04.csv', description: "The file's name, for people." })
  @IsOptional()
  @IsString()
  @MaxLength(255)
  fileName: string = 'units';
}

export class RegistrationView {
  @ApiProperty({ example: 'RG-20130410-0001' }) registrationNumber!: string;
  @ApiProperty({ example: 'units-2013-04.csv' }) fileName!: string;
  @ApiProperty({ example: 'c0ffee…', description: 'SHA-256 of the file; the same file is the same registration.' })
  sha256!: string;
  @ApiProperty({ example: 'running', enum: registrationLifecycle.states }) state!: string;
  @ApiProperty({ type: String, nullable: true, example: null, description: 'Why the file could not be read on.' })
  failure!: string | null;
  @ApiProperty({ example: 3000 }) rowsTakenIn!: number;
  @ApiProperty({ example: 2998 }) registered!: number;
  @ApiProperty({ example: 1 }) alreadyRegistered!: number;
  @ApiProperty({ example: 1 }) refused!: number;
}

export class RegistrationPage {
  @ApiProperty({ type: [RegistrationView] }) items!: readonly RegistrationView[];
  @ApiProperty({ type: String, nullable: true, example: null }) nextCursor!: string | null;
}

export class RefusalView {
  @ApiProperty({ example: 17 }) line!: number;
  @ApiProperty({ example: 'acceptance_date' }) field!: string;
  @ApiProperty({ example: '2013-02-30' }) value!: string;
  @ApiProperty({ example: 'acceptance_date is "2013-02-30", but must be a day that exists' }) reason!: string;
}

export class RefusalPage {
  @ApiProperty({ type: [RefusalView] }) items!: readonly RefusalView[];
  @ApiProperty({ type: String, nullable: true, example: null }) nextCursor!: string | null;
}

export class RegistrationPreviewView {
  @ApiProperty({ example: 3000 }) rowsRead!: number;
  @ApiProperty({ example: 2998 }) wouldRegister!: number;
  @ApiProperty({ example: 1 }) alreadyRegistered!: number;
  @ApiProperty({ example: 1 }) refused!: number;
  @ApiProperty({ type: String, nullable: true, example: null, description: 'Why the file cannot be read any further.' })
  failure!: string | null;
  @ApiProperty({ type: [RefusalView], description: 'In the order of the file, the first 1,000.' })
  refusals!: readonly RefusalView[];
  @ApiProperty({ example: 0, description: 'How many refusals there are beyond those listed.' })
  refusalsLeftOut!: number;
}

export function viewOf({
  requestedBy: _requestedBy,
  cities: _cities,
  format: _format,
  ...registration
}: Registration): RegistrationView {
  return registration;
}
