import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min, MinLength } from 'class-validator';

const mostRows = 1_000_000;
const longestName = 100;
const longestFilters = 1_000;

export class RecordExportBody {
  @ApiProperty({ example: 'rma-cases', description: 'The register, or the kind of document.' })
  @IsString()
  @MinLength(1)
  @MaxLength(longestName)
  list!: string;

  @ApiPropertyOptional({
    example: 'city=DL&state=open',
    description: 'Its filters, or the document, as in an address.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(longestFilters)
  filters?: string;

  @ApiProperty({ minimum: 0, maximum: mostRows })
  @IsInt()
  @Min(0)
  @Max(mostRows)
  rows!: number;

  @ApiProperty({ enum: ['xlsx'] })
  @IsIn(['xlsx'])
  format!: 'xlsx';
}

export class RecordedExportView {
  @ApiProperty({ description: 'Where it stands in the security log.' })
  recordNumber!: string;
}
