import { ApiProperty } from '@nestjs/swagger';
import { IsInt, Max, Min } from 'class-validator';
import { TextField } from '../../http/fields.js';
import { mostMonthsOfFee } from '../service-fee.js';

export class ChargeServiceFeeBody {
  @TextField('9VS3FM1J', 'A covered unit; its model, customer and price are known.', 64)
  serial!: string;

  @ApiProperty({
    example: 12,
    minimum: 1,
    maximum: mostMonthsOfFee,
    description: 'For how many months, after what is paid for already.',
  })
  @IsInt()
  @Min(1)
  @Max(mostMonthsOfFee)
  months!: number;
}

export class WithdrawServiceFeeBody {
  @TextField('Entered for another unit.', 'Why it is taken back.', 2_000)
  reason!: string;
}
