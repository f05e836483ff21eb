export * from './errors.js';
export { isNewer, type NewerReason, type PoisonReason } from './event-reader.js';
export * from './inbox-operator.js';
export * from './inbox-receiver.js';
export type { InboxOptions, SetAside } from './inbox-settings.js';
export {
  InboxStore,
  type Claim,
  type ClaimEntry,
  type DeadLetterReason,
  type InboxOutcome,
  type KeyPlace,
  type ParkingReason,
  type Standing,
} from './inbox-store.js';
export { inboxMigrations } from './migrations.js';
export { NewerEvents } from './newer-events.js';
export type { DrainResult } from './single-processing.js';
export { isTransient } from './transient.js';
