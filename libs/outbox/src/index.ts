export * from './append-events.js';
export * from './bucket-leases.js';
export * from './buckets.js';
export { EventBreaksContract, holdEventsAgainst } from './contract-of-event.js';
export * from './migrations.js';
export * from './outbox-relay.js';
export * from './outbox-store.js';
export * from './published-partitions.js';
export * from './redeliver.js';
