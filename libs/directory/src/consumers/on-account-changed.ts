import { Controller } from '@nestjs/common';
import { accountChangedV1, type AccountChanged } from '@rotables/contracts';
import { OnEvent } from '@rotables/event-bus';
import { rememberPerson } from '../remember.js';

/** O3, O6: who works here, with which roles and where. */
@Controller()
export class OnAccountChanged {
  @OnEvent(accountChangedV1)
  async on(told: AccountChanged): Promise<void> {
    await rememberPerson(told);
  }
}
