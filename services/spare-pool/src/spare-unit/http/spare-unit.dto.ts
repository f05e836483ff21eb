import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsOptional, MaxLength, ValidateNested } from 'class-validator';
import {
  cityPattern,
  OptionalOneOfField,
  OptionalTextField,
  OptionalTruthQuery,
  sitePattern,
  SortedPageQuery,
  StatedTimeField,
  TextField,
} from '../../http-fields.js';
import { placeKinds } from '../place.js';
import type { PlaceKind } from '../place.js';
import { conditions, owners } from '../spare-unit.js';
import type { Condition, Owner } from '../spare-unit.js';

export class AcquiredUnitBody {
  @TextField('SP-ST31500541AS-0003', { most: 100 })
  serial!: string;

  @TextField('ST31500541AS', { most: 100 })
  model!: string;
}

export class AcquireUnitsBody {
  @TextField('SY', { pattern: sitePattern })
  site!: string;

  @StatedTimeField('2013-04-01T09:00:00+08:00')
  acquiredAt?: string;

  @ApiProperty({ type: [AcquiredUnitBody], minItems: 1, maxItems: 1000 })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(1000)
  @ValidateNested({ each: true })
  @Type(() => AcquiredUnitBody)
  units!: AcquiredUnitBody[];
}

export class SpareUnitQuery extends SortedPageQuery {
  @OptionalTextField('DL', { pattern: cityPattern })
  city?: string;

  @OptionalTextField('DL', { pattern: sitePattern, description: "On the site's shelf or in its quarantine." })
  site?: string;

  @OptionalTextField('site:DL', { description: 'Exactly this place.' })
  place?: string;

  @OptionalOneOfField(placeKinds)
  placeKind?: PlaceKind;

  @OptionalTextField('ST31500541AS', { most: 100 })
  model?: string;

  @OptionalOneOfField(['covered-device'], {
    description: 'Only what is the company’s here and a customer’s covered device in warranty.',
  })
  contradiction?: 'covered-device';

  @OptionalOneOfField(conditions)
  condition?: Condition;

  @OptionalOneOfField(owners)
  owner?: Owner;

  @OptionalTextField('SP-', { most: 64, description: 'Serials that begin so.' })
  serial?: string;

  @ApiPropertyOptional({ type: String, example: 'SP-0003,SP-0004', description: 'Just these serials, 1 to 200.' })
  @IsOptional()
  @Transform(({ value }: { readonly value: unknown }) => (typeof value === 'string' ? value.split(',') : value))
  @IsArray()
  @ArrayMaxSize(200)
  @MaxLength(64, { each: true })
  serials?: readonly string[];
}

export class AsOfQuery {
  @OptionalTextField('2013-04-16', { description: 'The end of a day, or an instant; now if left out.' })
  asOf?: string;
}

export class ReportUnitLostBody {
  @StatedTimeField()
  lostAt?: string;

  @TextField('Not on the shelf since the last delivery.', { most: 2000 })
  note!: string;
}

export class ReportUnitFoundBody {
  @TextField('DL', { pattern: sitePattern })
  site!: string;

  @StatedTimeField()
  foundAt?: string;
}

export class AwaitingFactQuery extends SortedPageQuery {
  @OptionalTruthQuery()
  settled?: string;
}

export class SettleUnitFactBody {
  @TextField('The unit is on our shelf; the case was put right.', { most: 2_000, description: 'What became of it.' })
  reason!: string;
}
