import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { WallClock, systemSession } from '@rotables/domain-kernel';
import { UnitOfWork } from '@rotables/persistence';
import { tellOfUntoldAccounts } from './tell-accounts.js';

/** At its start the console tells of the accounts from before it told of any. */
@Injectable()
export class TellAtStart implements OnApplicationBootstrap {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: WallClock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.unitOfWork.run(systemSession('console'), () => tellOfUntoldAccounts(this.clock.now()), {
      patient: true,
    });
  }
}
