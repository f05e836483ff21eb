import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  caseTriagedV1,
  formalReplacementMadeV1,
  handoverSubmittedV1,
  spareUnitLostV1,
  type EventContract,
} from '@rotables/contracts';
import type { JsonObject } from '@rotables/domain-kernel';
import kafkajs, { Kafka, logLevel, type SASLOptions } from 'kafkajs';
import type { WholeSystem } from '../support/whole-system.js';

const { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ResourcePatternTypes } = kafkajs;
const once = { retries: 0 };

/** X10, X8: the broker and the books, as somebody reaches them who is on the machine or in one of the services. */
export function brokerAttacks(onStage: () => WholeSystem): void {
  const kafka = (sasl?: SASLOptions): Kafka =>
    new Kafka({ brokers: [onStage().broker], logLevel: logLevel.NOTHING, retry: once, ...(sasl ? { sasl } : {}) });
  const secretOf = (user: string): string =>
    readFileSync(join(onStage().home, 'kafka', 'secrets', user), 'utf8').trim();
  const as = (username: string, password = secretOf(username)): SASLOptions => ({
    mechanism: 'scram-sha-512',
    username,
    password,
  });

  async function sendTo({ type, topic }: EventContract, key: string, body: object, sasl?: SASLOptions): Promise<void> {
    const producer = kafka(sasl).producer({ retry: once });
    try {
      await producer.connect();
      const value = JSON.stringify({ id: randomUUID(), type, key, sequence: 2, body: body as JsonObject });
      await producer.send({ topic, messages: [{ key, value }] });
    } finally {
      await producer.disconnect();
    }
  }

  async function asAdmin<T>(work: (admin: ReturnType<Kafka['admin']>) => Promise<T>, sasl?: SASLOptions): Promise<T> {
    const admin = kafka(sasl).admin({ retry: once });
    try {
      await admin.connect();
      return await work(admin);
    } finally {
      await admin.disconnect();
    }
  }

  describe('the broker', () => {
    const forged: readonly [string, EventContract, string][] = [
      ['forges a formal replacement', formalReplacementMadeV1, 'LN-20260601-0001'],
      ['forges a loss', spareUnitLostV1, 'LS-20260601-0001'],
      ['takes the next sequence number of a case', caseTriagedV1, 'FR-20260601-0001'],
    ];

    it('X10: somebody without a name reads no event, no topic’s name, and deletes none', async () => {
      await expect(asAdmin((admin) => admin.listTopics())).rejects.toThrow();
      await expect(asAdmin((admin) => admin.deleteTopics({ topics: [handoverSubmittedV1.topic] }))).rejects.toThrow();
      const consumer = kafka().consumer({ groupId: 'curious', retry: once });
      await expect(consumer.subscribe({ topics: [caseTriagedV1.topic] })).rejects.toThrow();
      await consumer.disconnect();
      await expect(asAdmin((admin) => admin.listTopics(), as('warranty', 'guessed'))).rejects.toThrow(/[Aa]uthenticat/);
    });

    it.each(forged)('X10: without a name, or as another service, he %s: refused', async (_what, contract, key) => {
      const attack = (sasl?: SASLOptions) => sendTo(contract, key, contract.example, sasl);
      await onStage().withoutEffect(async () => {
        await expect(attack()).rejects.toThrow();
        for (const user of ['warranty', 'billing', 'console']) {
          await expect(attack(as(user))).rejects.toThrow(/[Aa]uthoriz/);
        }
        return [];
      });
    });

    it('a service that was taken over deletes no topic, makes none, reads in no other’s group, and grants itself nothing', async () => {
      await expect(
        asAdmin((admin) => admin.deleteTopics({ topics: [handoverSubmittedV1.topic] }), as('billing')),
      ).rejects.toThrow(/[Aa]uthoriz/);
      await expect(
        asAdmin((admin) => admin.createTopics({ topics: [{ topic: 'mine.v1' }] }), as('billing')),
      ).rejects.toThrow();
      await expect(asAdmin((admin) => admin.fetchOffsets({ groupId: 'rma' }), as('billing'))).rejects.toThrow();
      await expect(asAdmin((admin) => admin.describeAcls(everyAcl), as('billing'))).rejects.toThrow();
      const topics = await asAdmin((admin) => admin.listTopics(), as('billing'));
      expect(topics).toContain(handoverSubmittedV1.topic);
    });

    it('nobody else on the machine opens what it has written, nor the secrets', () => {
      const { home } = onStage();
      const open: string[] = [];
      const walk = (path: string): void => {
        const stat = statSync(path);
        if ((stat.mode & 0o077) !== 0) open.push(`${path} ${(stat.mode & 0o777).toString(8)}`);
        else if (stat.isDirectory() && path.endsWith('secrets')) {
          readdirSync(path).forEach((name) => walk(join(path, name)));
        }
      };
      [
        join(home, 'kafka'),
        join(home, 'kafka', 'secrets'),
        join(home, 'passwords'),
        join(home, 'access', 'access-private-key.pem'),
      ].forEach(walk);
      expect(open).toEqual([]);
    });
  });

  describe('the books', () => {
    it.each(['warranty', 'spare-pool', 'rma', 'billing', 'console'] as const)(
      'X8: code in %s, under its own role, changes nothing that was told, nor what the security log holds',
      async (service) => {
        const stage = onStage();
        for (const sql of [
          `update outbox_published set body = '{}'`,
          'delete from outbox_published',
          'truncate outbox_published',
          `update security_log set actor = 'somebody'`,
          'delete from security_log',
        ]) {
          await expect(stage.asService(service, sql)).rejects.toThrow(/permission denied|must be owner|append-only/);
        }
      },
    );
  });
}

const everyAcl = {
  resourceType: AclResourceTypes.ANY,
  resourcePatternType: ResourcePatternTypes.ANY,
  operation: AclOperationTypes.ANY,
  permissionType: AclPermissionTypes.ANY,
};
