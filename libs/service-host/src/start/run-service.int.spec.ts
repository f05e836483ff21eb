import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTopics } from '@rotables/event-bus';
import {
  ChildScript,
  createTestDatabase,
  describeWithKafka,
  freshTopicPrefix,
  requireKafkaBrokers,
  waitFor,
} from '@rotables/testing';
import { parcelService } from '../../test/parcel-service.js';

const script = join(import.meta.dirname, '../../test/depot.child.ts');

describe('a service in a process of its own', () => {
  it('ends with 1 and lists every mistake of its configuration', async () => {
    const environment = { DATABASE_URL: 'nowhere', KAFKA_BROKERS: '', ACCESS_PUBLIC_KEY: '', PORT: 'any' };
    const child = await ChildScript.start(script, { environment });
    expect(await child.exited).toMatchObject({ code: 1 });
    expect(child.output).toContain('depot cannot start: The configuration of depot has 4 mistake(s):');
    for (const name of ['DATABASE_URL', 'KAFKA_BROKERS', 'ACCESS_PUBLIC_KEY', 'PORT']) {
      expect(child.output).toMatch(new RegExp(`^  ${name} is `, 'm'));
    }
  });
});

describeWithKafka('a service in a process of its own, with a broker', () => {
  it('listens, and ends with 0 at SIGTERM', async () => {
    const database = await createTestDatabase();
    const directory = await mkdtemp(join(tmpdir(), 'rotables-run-'));
    const key = join(directory, 'public.pem');
    await writeFile(key, generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }));
    const [brokers, topicPrefix] = [requireKafkaBrokers(), freshTopicPrefix('run')];
    const topics = [{ name: parcelService().topic, partitions: 1 }];
    await createTopics({ brokers, clientId: 'run-test', topicPrefix }, topics, { replicationFactor: 1 });
    const environment = {
      DATABASE_URL: database.url,
      DATABASE_OWNER_URL: database.ownerUrl,
      KAFKA_BROKERS: brokers.join(','),
      TOPIC_PREFIX: topicPrefix,
      ACCESS_PUBLIC_KEY: key,
      PORT: '0',
    };
    const child = await ChildScript.start(script, { environment });
    try {
      const urlPattern = /"url":"(http:[^"]+)"/;
      await waitFor(() => urlPattern.test(child.output), {
        timeoutMilliseconds: 40_000,
        describe: () => `the service to listen. It wrote:\n${child.output}`,
      });
      const url = urlPattern.exec(child.output)?.[1] ?? '';
      expect((await fetch(`${url}/health/live`)).status).toBe(200);
      expect(await child.stop(9_000)).toMatchObject({ code: 0 });
      await expect(fetch(`${url}/health/live`)).rejects.toThrow();
    } finally {
      await child.kill();
      await rm(directory, { recursive: true });
      await database.drop();
    }
  });
});
