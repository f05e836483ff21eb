import {
  cityPattern,
  OneOfField,
  OptionalOneOfField,
  OptionalTextField,
  SerialsField,
  sitePattern,
  SortedPageQuery,
  StatedTimeField,
  TextField,
} from '../../http-fields.js';
import { lineResolutions, reconciliationLifecycle } from '../reconciliation.js';
import type { LineResolution, ReconciliationState } from '../reconciliation.js';

const monthPattern = /^\d{4}-\d{2}$/;

export class OpenReconciliationBody {
  @TextField('2013-04', { pattern: monthPattern, description: 'The month, whose last day has passed.' })
  month!: string;

  @OptionalTextField('DL', {
    pattern: cityPattern,
    description: 'One city; every city that has no statement yet if left out.',
  })
  city?: string;
}

export class CountUnitsBody {
  @SerialsField(0, 1000, { description: 'What was scanned; a larger count is sent in parts.' })
  scannedSerials!: string[];

  @OptionalTextField('DL', {
    pattern: sitePattern,
    description: 'Where they were scanned, in a city of several sites; the site of whoever counts if left out.',
  })
  site?: string;
}

export class TakeOutScanBody {
  @TextField('SP-ST31500541AS-0003', { most: 100 })
  serial!: string;

  @TextField('The scanner read two labels as one.', { most: 2000 })
  reason!: string;
}

export class SendBackBody {
  @TextField('Count the quarantine again.', { most: 2000 })
  reason!: string;

  @StatedTimeField('2013-05-01T17:00:00+08:00')
  sentBackAt?: string;
}

export class ResolveLineBody {
  @TextField('SP-ST31500541AS-0003', { most: 100 })
  serial!: string;

  @OneOfField(lineResolutions, {
    description:
      'A missing unit: lost or moved-after-cut-off; what is there after all is scanned in the count. An unexpected one: booked-elsewhere, found if it was lost, not-ours.',
  })
  resolution!: LineResolution;

  @TextField('Not on the shelf, not on loan.', { most: 2000 })
  note!: string;

  @StatedTimeField('2013-05-01T11:00:00+08:00')
  resolvedAt?: string;
}

export class SignBody {
  @OptionalTextField('DL', {
    pattern: sitePattern,
    description: 'One site; every site that the signer keeps if left out.',
  })
  site?: string;

  @StatedTimeField('2013-05-01T16:00:00+08:00')
  signedAt?: string;
}

export class CountersignBody {
  @StatedTimeField('2013-05-01T17:00:00+08:00')
  closedAt?: string;
}

export class ReconciliationQuery extends SortedPageQuery {
  @OptionalTextField('DL', { pattern: cityPattern })
  city?: string;

  @OptionalTextField('2013-04', { pattern: monthPattern })
  month?: string;

  @OptionalOneOfField(reconciliationLifecycle.states)
  state?: ReconciliationState;
}
