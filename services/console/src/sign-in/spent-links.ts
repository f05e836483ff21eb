import { UnitOfWork } from '@rotables/persistence';

/** Links that were used or have expired lead nowhere; that there were any stands in the history of their accounts. Inside a unit of work. */
export async function forgetSpentLinks(): Promise<void> {
  await UnitOfWork.preparedQuery(
    'sign-in-links-spent',
    'delete from sign_in_link where used_at is not null or expires_at <= clock_timestamp()',
    [],
  );
}
