import { systemSession } from '@rotables/domain-kernel';
import { UnitOfWork } from '@rotables/persistence';
import { AccountSchema } from '../sign-in/sign-in.schema.js';

const self = systemSession('console');

/** Names by account: documents name accounts, paper names people. */
export async function namesOfPeople(unitOfWork: UnitOfWork): Promise<ReadonlyMap<string, string>> {
  const accounts = await unitOfWork.run(
    self,
    () => UnitOfWork.current().find(AccountSchema, {}, { fields: ['account', 'name'] }),
    { readOnly: true },
  );
  return new Map(accounts.map(({ account, name }) => [account, name]));
}
