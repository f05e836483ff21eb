import { readFileSync, readdirSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { eventContracts, type EventContract } from '@rotables/contracts';
import type { JsonObject } from '@rotables/domain-kernel';
import { ContractCheck, encodeEvent, type DeliveredMessage } from '@rotables/event-bus';
import { EventReader, isNewer } from '../src/event-reader.js';

const directory = new URL('../../../contracts/released/', import.meta.url);
const inOrder = new Intl.Collator('en', { numeric: true });

/** Every event of every release, the oldest release first. */
const releases = readdirSync(directory)
  .sort(inOrder.compare)
  .map((version) => {
    const text = readFileSync(new URL(`${version}/events.json`, directory), 'utf8');
    const events = Object.entries(JSON.parse(text) as Record<string, Omit<EventContract, 'type' | 'description'>>);
    return { version, events: events.map(([type, event]): EventContract => ({ ...event, type, description: '' })) };
  });
const everReleased = releases.flatMap(({ version, events }) => events.map((event) => [version, event] as const));
const lastRelease = releases.at(-1)?.events ?? [];

const today = new EventReader(eventContracts);
const before = new EventReader(new Map(lastRelease.map((event) => [event.type, event])));

function told({ type, topic }: EventContract, body: JsonObject): DeliveredMessage {
  const event = { id: randomUUID(), type, source: 'spec', topic, key: 'A', sequence: 1, city: null, actor: 'li.na' };
  const whole = { ...event, time: '2013-04-16T02:10:00.000Z', traceparent: null, body };
  return { topic, partition: 0, offset: '0', ...encodeEvent(whole) };
}

const exampleOf = ({ example }: EventContract): JsonObject => example as JsonObject;
const requiredOf = ({ schema }: EventContract): readonly string[] => schema.required ?? [];
const without = (body: JsonObject, name: string): JsonObject =>
  Object.fromEntries(Object.entries(body).filter(([field]) => field !== name));
const problemOf = (read: ReturnType<EventReader['read']>): string => ('error' in read ? read.error : '');

describe('what was released is read today', () => {
  it('there is a release, and it has events', () => {
    expect(lastRelease.length).toBeGreaterThan(100);
  });

  it.each(everReleased.map(([version, event]) => [event.type, version, event] as const))(
    '%s of %s: its example, and a body with nothing but what had to be there',
    (_type, _version, event) => {
      const least = Object.fromEntries(
        Object.entries(exampleOf(event)).filter(([name]) => requiredOf(event).includes(name)),
      );
      for (const body of [exampleOf(event), least]) expect(problemOf(today.read(told(event, body)))).toBe('');
    },
  );

  it.each(everReleased.map(([version, event]) => [event.type, version, event] as const))(
    '%s of %s: a body without one of the fields that had to be there is refused',
    (_type, _version, event) => {
      const accepted = requiredOf(event).filter(
        (name) => today.read(told(event, without(exampleOf(event), name))).kind === 'event',
      );
      expect(accepted).toEqual([]);
    },
  );
});

describe('what is told today is read by the last release', () => {
  const types = [...eventContracts.values()];

  it.each(types.map((event) => [event.type, event] as const))(
    '%s: its example takes effect there, or waits until that service is upgraded',
    (type, event) => {
      const read = before.read(told(event, exampleOf(event)));
      const isKnown = lastRelease.some((released) => released.type === type);
      const outcome = read.kind === 'event' ? 'takes effect' : isNewer(read.reason) ? 'waits' : read.error;
      expect(isKnown ? ['takes effect', 'waits'] : ['waits']).toContain(outcome);
    },
  );

  it.each(types.map((event) => [event.type, event] as const))(
    '%s: a field that a later release adds is passed over by readers, and refused to writers of this one',
    (type, event) => {
      const later = { ...exampleOf(event), addedLater: 'something' };
      expect(problemOf(today.read(told(event, later)))).toBe('');
      const check = ContractCheck.of(eventContracts);
      expect(check.writersViolation(type, exampleOf(event))).toBeNull();
      expect(check.writersViolation(type, later)).toContain('must NOT have additional properties');
    },
  );
});
