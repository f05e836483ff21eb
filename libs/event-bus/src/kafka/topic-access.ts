import kafkajs from 'kafkajs';
import type { AclEntry, Admin } from 'kafkajs';
import { connectToKafka, prefixed, type KafkaConnectionOptions } from './kafka-connection.js';

/** What one service may do at the brokers. Topics are named as in the contracts, without prefix. */
export interface TopicAccess {
  /** Its user at the brokers, and the name of its consumer group. */
  readonly user: string;
  /** X10: only the service whose events travel there. */
  readonly writes: readonly string[];
  readonly reads: readonly string[];
}

const { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ResourcePatternTypes } = kafkajs;

/**
 * Grants each service its access, and takes from these users what else they had; what nobody was granted the brokers refuse. The connection
 * must be of somebody who may. Of groups a service has the one that bears its name, and those whose names begin with it and a dot.
 */
export async function grantTopicAccess(
  connection: KafkaConnectionOptions,
  services: readonly TopicAccess[],
): Promise<void> {
  const wanted = new Map(services.flatMap((service) => aclsOf(service, connection.topicPrefix)).map(byName));
  const admin = connectToKafka(connection).admin({
    retry: { retries: 20, initialRetryTime: 200, maxRetryTime: 2_000 },
  });
  await admin.connect();
  try {
    const present = new Map((await aclsOfUsers(admin, services)).map(byName));
    const missing = [...wanted].flatMap(([name, acl]) => (present.has(name) ? [] : [acl]));
    const surplus = [...present].flatMap(([name, acl]) => (wanted.has(name) ? [] : [acl]));
    if (missing.length > 0) await admin.createAcls({ acl: missing });
    if (surplus.length > 0) await admin.deleteAcls({ filters: surplus });
  } finally {
    await admin.disconnect();
  }
}

function aclsOf({ user, writes, reads }: TopicAccess, prefix: string | undefined): AclEntry[] {
  const common = { principal: `User:${user}`, host: '*', permissionType: AclPermissionTypes.ALLOW };
  const topic = (name: string, operation: AclEntry['operation']): AclEntry => ({
    ...common,
    operation,
    resourceType: AclResourceTypes.TOPIC,
    resourcePatternType: ResourcePatternTypes.LITERAL,
    resourceName: prefixed(prefix, name),
  });
  const group = (resourceName: string, resourcePatternType: AclEntry['resourcePatternType']): AclEntry => ({
    ...common,
    operation: AclOperationTypes.READ,
    resourceType: AclResourceTypes.GROUP,
    resourcePatternType,
    resourceName,
  });
  const own = prefixed(prefix, user);
  return [
    ...writes.map((name) => topic(name, AclOperationTypes.WRITE)),
    ...reads.map((name) => topic(name, AclOperationTypes.READ)),
    group(own, ResourcePatternTypes.LITERAL),
    group(`${own}.`, ResourcePatternTypes.PREFIXED),
  ];
}

async function aclsOfUsers(admin: Admin, services: readonly TopicAccess[]): Promise<AclEntry[]> {
  const { resources } = await admin.describeAcls({
    resourceType: AclResourceTypes.ANY,
    resourcePatternType: ResourcePatternTypes.ANY,
    operation: AclOperationTypes.ANY,
    permissionType: AclPermissionTypes.ANY,
  });
  const principals = new Set(services.map(({ user }) => `User:${user}`));
  return resources.flatMap(({ acls, resourceType, resourceName, resourcePatternType }) =>
    acls
      .filter(({ principal }) => principals.has(principal))
      .map((acl) => ({ ...acl, resourceType, resourceName, resourcePatternType })),
  );
}

function byName(acl: AclEntry): [string, AclEntry] {
  const { principal, resourceType, resourcePatternType, resourceName, operation, permissionType, host } = acl;
  const parts = [principal, resourceType, resourcePatternType, resourceName, operation, permissionType, host];
  return [JSON.stringify(parts), acl];
}
