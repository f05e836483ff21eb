import { Type } from 'class-transformer';
import { cityPattern, IntegerField, OneOfField, OptionalTextField, TextField } from '../../http-fields.js';
import { roundings } from '../allocation.js';
import type { Rounding } from '../allocation.js';

export class SetAllocationPolicyBody {
  @TextField('2013-07-01', { description: 'The first day on which it holds.' })
  effectiveOn!: string;

  @IntegerField(200, 0, 10_000, { description: 'The share of the installed base in hundredths of a per cent.' })
  ratioBasisPoints!: number;

  @IntegerField(100, 0, 1_000_000, { description: 'No city has more than this.' })
  cap!: number;

  @OneOfField(roundings)
  rounding!: Rounding;
}

export class AllocationPreviewQuery {
  @Type(() => Number)
  @IntegerField(300, 0, 10_000, { description: 'As in a policy: hundredths of a per cent.' })
  ratioBasisPoints!: number;

  @Type(() => Number)
  @IntegerField(100, 0, 1_000_000)
  cap!: number;

  @OneOfField(roundings)
  rounding!: Rounding;
}

export class AllocationQuery {
  @OptionalTextField('2013-04-10', {
    description: 'The day whose installed base and policy count; the latest known if left out.',
  })
  asOf?: string;

  @OptionalTextField('DL', { pattern: cityPattern })
  city?: string;
}
