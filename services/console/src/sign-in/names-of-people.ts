import { Injectable } from '@nestjs/common';
import { systemSession } from '@rotables/domain-kernel';
import { UnitOfWork } from '@rotables/persistence';
import { AccountSchema } from './sign-in.schema.js';

const self = systemSession('console');

/** Documents name accounts; pages and paper name people. */
@Injectable()
export class NamesOfPeople {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** By account, of those too who may no longer sign in: what they signed still stands. */
  async byAccount(): Promise<ReadonlyMap<string, string>> {
    const accounts = await this.unitOfWork.run(
      self,
      () => UnitOfWork.current().find(AccountSchema, {}, { fields: ['account', 'name'] }),
      { readOnly: true },
    );
    return new Map(accounts.map(({ account, name }) => [account, name]));
  }
}
