import { Controller } from '@nestjs/common';
import { custodyHandedOverV1, siteOpenedV1, type CustodyHandedOver, type SiteOpened } from '@rotables/contracts';
import { parseCityCode } from '@rotables/domain-kernel';
import { OnEvent } from '@rotables/event-bus';
import { rememberCustodian, rememberSite } from '../remember.js';

/** O1, O2: which cities there are, and who keeps what lies there. */
@Controller()
export class OnSiteEvents {
  @OnEvent(siteOpenedV1)
  async onOpened(told: SiteOpened): Promise<void> {
    await rememberSite({ ...told, city: parseCityCode(told.city) });
  }

  @OnEvent(custodyHandedOverV1)
  async onHandedOver({ site, toCustodian }: CustodyHandedOver): Promise<void> {
    await rememberCustodian(site, toCustodian);
  }
}
