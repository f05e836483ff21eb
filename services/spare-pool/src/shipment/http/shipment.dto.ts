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
import { discrepancyLifecycle, discrepancyResolutions, liableParties, shipmentLifecycle } from '../shipment.js';
import type { DiscrepancyResolution, DiscrepancyStatus, LiableParty, ShipmentState } from '../shipment.js';

export class DispatchShipmentBody {
  @TextField('SA-20130410-0001', {
    most: 40,
    description: 'An approved spare application, or a replenishment that was ordered.',
  })
  orderNumber!: string;

  @TextField('SY', { pattern: sitePattern })
  fromSite!: string;

  @SerialsField(1, 1000)
  serials!: string[];

  @OptionalTextField('SF Express')
  carrier?: string;

  @OptionalTextField('SF1234567890', { most: 100 })
  trackingNumber?: string;

  @StatedTimeField('2013-04-10T15:00:00+08:00')
  dispatchedAt?: string;
}

export class ReceiveShipmentBody {
  @SerialsField(0, 1000, { description: 'Everything that was scanned, expected or not.' })
  scannedSerials!: string[];

  @StatedTimeField('2013-04-11T09:00:00+08:00')
  receivedAt?: string;
}

export class ResolveDiscrepancyBody {
  @OneOfField(discrepancyResolutions, {
    description:
      'A missing unit: arrived-late, never-left, lost or arrived-elsewhere. An unexpected one: accepted-here, sent-back or set-aside.',
  })
  resolution!: DiscrepancyResolution;

  @OptionalOneOfField(liableParties, { description: 'Who owes a unit that is lost; needed for lost.' })
  liable?: LiableParty;

  @OptionalTextField('SF Express', { description: 'The carrier, where the shipment does not name it.' })
  carrier?: string;

  @TextField('It came with the next van.', { most: 2000 })
  note!: string;

  @StatedTimeField('2013-04-12T09:00:00+08:00')
  resolvedAt?: string;
}

export class ShipmentQuery extends SortedPageQuery {
  @OptionalTextField('DL', { pattern: cityPattern })
  city?: string;

  @OptionalOneOfField(shipmentLifecycle.states)
  state?: ShipmentState;

  @OptionalTextField('SA-20130410-0001', { most: 40 })
  orderNumber?: string;
}

export class DiscrepancyQuery extends SortedPageQuery {
  @OptionalTextField('DL', { pattern: cityPattern })
  city?: string;

  @OptionalOneOfField(discrepancyLifecycle.states)
  status?: DiscrepancyStatus;

  @OptionalTextField('SH-20130410-0001', { most: 40 })
  shipmentNumber?: string;
}
