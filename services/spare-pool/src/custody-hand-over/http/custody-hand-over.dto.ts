import { IsOptional } from 'class-validator';
import {
  cityPattern,
  OptionalOneOfField,
  OptionalTextField,
  SerialsField,
  sitePattern,
  SortedPageQuery,
  StatedTimeField,
  TextField,
} from '../../http-fields.js';
import { custodyHandOverLifecycle } from '../custody-hand-over.js';
import type { CustodyHandOverState } from '../custody-hand-over.js';

export class OfferCustodyBody {
  @TextField('li.na', { most: 100, description: 'The successor, who accepts it himself.' })
  toCustodian!: string;

  @SerialsField(0, 10_000, { description: 'Everything counted on the shelf and in the quarantine.' })
  countedSerials!: string[];

  @StatedTimeField()
  offeredAt?: string;
}

export class OrderWitnessedCountBody {
  @TextField('li.na', { most: 100, description: 'The successor, who accepts it himself.' })
  toCustodian!: string;

  @TextField('sun.tao', {
    most: 100,
    description: 'Who counts: neither the successor, nor who leaves, nor who orders it.',
  })
  witness!: string;

  @TextField('The custodian has left the company.', { most: 2000 })
  reason!: string;

  @StatedTimeField()
  orderedAt?: string;
}

export class CountBeforeWitnessBody {
  @SerialsField(0, 10_000, { description: 'Everything counted on the shelf and in the quarantine.' })
  countedSerials!: string[];

  @StatedTimeField()
  countedAt?: string;
}

export class AcceptCustodyBody {
  @IsOptional()
  @SerialsField(0, 10_000, { description: "The successor's own count; the one of the offer if left out." })
  countedSerials?: string[];

  @IsOptional()
  @SerialsField(0, 10_000, { description: 'What came or left since it was counted.' })
  movedSerials?: string[];

  @StatedTimeField()
  acceptedAt?: string;
}

export class EndCustodyHandOverBody {
  @TextField('Not while the audit goes on.', { most: 2000 })
  reason!: string;

  @StatedTimeField()
  endedAt?: string;
}

export class CustodyHandOverQuery extends SortedPageQuery {
  @OptionalTextField('DL', { pattern: cityPattern })
  city?: string;

  @OptionalTextField('DL', { pattern: sitePattern })
  site?: string;

  @OptionalOneOfField(custodyHandOverLifecycle.states)
  state?: CustodyHandOverState;

  @OptionalTextField('li.na', { most: 100 })
  toCustodian?: string;

  @OptionalTextField('sun.tao', { most: 100 })
  witness?: string;
}
