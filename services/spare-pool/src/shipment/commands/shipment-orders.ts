import { Injectable } from '@nestjs/common';
import type { CityCode } from '@rotables/domain-kernel';
import { shipReplenishment, takeBackReplenishment } from '../../replenishment/replenishment.js';
import { ModelCatalogue } from '../../model-catalogue/model-catalogue.repository.js';
import { Replenishments } from '../../replenishment/replenishment.repository.js';
import { shipUnits, takeBackShipped } from '../../spare-application/spare-application.js';
import { SpareApplications } from '../../spare-application/spare-application.repository.js';
import { OrderNotFound } from '../shipment.errors.js';

export interface ShipmentOrder {
  readonly orderNumber: string;
  readonly city: CityCode;
  readonly site: string;
  /** What may be shipped, the model ordered first; null where any model will do. */
  readonly models: readonly string[] | null;
}

interface OpenOrder extends ShipmentOrder {
  /** Counts units against the order. Throws when they are more than it has left. */
  readonly ship: (units: number, dispatchedAt: Date) => Promise<void>;
  /** One unit never left after all. */
  readonly takeBack: () => Promise<void>;
}

/** What a shipment fills: an approved application, or a replenishment that was ordered. */
@Injectable()
export class ShipmentOrders {
  constructor(
    private readonly applications: SpareApplications,
    private readonly replenishments: Replenishments,
    private readonly catalogue: ModelCatalogue,
  ) {}

  /** Locks the order. Throws OrderNotFound and what its aggregate throws. */
  async load(orderNumber: string): Promise<OpenOrder> {
    if (orderNumber.startsWith('SA-')) return this.application(orderNumber);
    if (orderNumber.startsWith('RP-')) return this.replenishment(orderNumber);
    throw new OrderNotFound(orderNumber);
  }

  private async application(orderNumber: string): Promise<OpenOrder> {
    const application = await this.applications.load(orderNumber);
    const { city, site, model } = application;
    return {
      orderNumber,
      city,
      site,
      models: [model],
      ship: async (units, dispatchedAt) => {
        await this.applications.save(shipUnits(application, units, dispatchedAt));
      },
      takeBack: async () => {
        await this.applications.save(takeBackShipped(application));
      },
    };
  }

  private async replenishment(orderNumber: string): Promise<OpenOrder> {
    const replenishment = await this.replenishments.load(orderNumber);
    const { city, site, model } = replenishment;
    const substitutes = model === null ? [] : await this.catalogue.substitutesOf(model);
    return {
      orderNumber,
      city,
      site,
      models: model === null ? null : [model, ...substitutes.map((one) => one.model)],
      ship: async (units, dispatchedAt) => {
        await this.replenishments.save(shipReplenishment(replenishment, units, dispatchedAt));
      },
      takeBack: async () => {
        await this.replenishments.save(takeBackReplenishment(replenishment));
      },
    };
  }
}
