import type { Refusal } from './registration-row.js';
import type { ChunkResult, Registration } from './registration.js';

export interface NewRegistration extends Pick<
  Registration,
  'registrationNumber' | 'sha256' | 'fileName' | 'format' | 'requestedBy' | 'cities'
> {
  readonly content: Buffer;
}

/** A registration with its file, taken by one worker. */
export interface ClaimedRegistration {
  readonly registration: Registration;
  readonly content: Buffer;
}

/** Where registrations are kept; also the injection token. */
export abstract class Registrations {
  /** Stores a file, or finds the same file sent by the same person before. */
  abstract addOrFind(registration: NewRegistration): Promise<Registration>;
  /** Throws RegistrationNotFound. A person sees the own ones; who sees all cities sees all. */
  abstract get(
    registrationNumber: string,
    viewer: { readonly actor: string; readonly seesAll: boolean },
  ): Promise<Registration>;
  /** The own ones, or all of them, the latest first. */
  abstract list(
    viewer: { readonly actor: string; readonly seesAll: boolean },
    before: string | undefined,
    limit: number,
  ): Promise<readonly Registration[]>;
  /** Takes the oldest running registration that no living worker holds and whose time has come; undefined when there is none. */
  abstract claim(worker: string): Promise<ClaimedRegistration | undefined>;
  /** Locks the registration for one chunk and renews the worker's lease; false when the worker has lost it. */
  abstract hold(registrationNumber: string, worker: string, nextRow: number): Promise<boolean>;
  /** It failed just now for a reason that may pass: others go before it until its time comes again. Returns how often that has been. */
  abstract putOff(registrationNumber: string, worker: string, reason: string): Promise<number>;
  abstract advance(registrationNumber: string, result: ChunkResult, refusals: readonly Refusal[]): Promise<void>;
  abstract end(registrationNumber: string, state: 'finished' | 'failed', failure: string | null): Promise<void>;
  /** Refusals in the order of lines, after `after`. */
  abstract refusals(
    registrationNumber: string,
    after: { line: number; id: number } | undefined,
    limit: number,
  ): Promise<readonly (Refusal & { id: number })[]>;
}
