import { Controller } from '@nestjs/common';
import {
  scrapApprovedV1,
  scrapExecutedV1,
  scrapHoldAskedV1,
  scrapWithdrawnV1,
  type ScrapApproved,
  type ScrapExecuted,
  type ScrapHoldAsked,
  type ScrapWithdrawn,
} from '@rotables/contracts';
import { parseCityCode, parseSerial } from '@rotables/domain-kernel';
import { OnEvent } from '@rotables/event-bus';
import { HoldForScrap } from '../commands/hold-for-scrap.js';
import { ReleaseScrapHold } from '../commands/release-scrap-hold.js';
import { ScrapUnit } from '../commands/scrap-unit.js';

/** Between its approval and its execution the unit is kept for its record; the execution alone scraps it (R9). */
@Controller()
export class OnScrapRecord {
  constructor(
    private readonly holdForScrap: HoldForScrap,
    private readonly releaseScrapHold: ReleaseScrapHold,
    private readonly scrapUnit: ScrapUnit,
  ) {}

  @OnEvent(scrapApprovedV1)
  async onApproved({ scrapNumber, serial, city, approvedAt }: ScrapApproved): Promise<void> {
    await this.hold(scrapNumber, serial, city, approvedAt);
  }

  @OnEvent(scrapHoldAskedV1)
  async onAsked({ scrapNumber, serial, city, askedAt }: ScrapHoldAsked): Promise<void> {
    await this.hold(scrapNumber, serial, city, askedAt);
  }

  @OnEvent(scrapWithdrawnV1)
  async onWithdrawn({ scrapNumber, withdrawnAt }: ScrapWithdrawn): Promise<void> {
    await this.releaseScrapHold.execute(scrapNumber, new Date(withdrawnAt));
  }

  @OnEvent(scrapExecutedV1)
  async onExecuted({ scrapNumber, serial, model, city, executedAt }: ScrapExecuted): Promise<void> {
    await this.scrapUnit.execute({
      kind: 'scrapped',
      serial: parseSerial(serial),
      model,
      city: parseCityCode(city),
      site: null,
      document: scrapNumber,
      repaired: false,
      at: new Date(executedAt),
    });
  }

  private async hold(scrapNumber: string, serial: string, city: string, at: string): Promise<void> {
    const asked = { scrapNumber, serial: parseSerial(serial), city: parseCityCode(city), at: new Date(at) };
    await this.holdForScrap.execute(asked);
  }
}
