import { lifecycle, type CityCode, type StateIn } from '@rotables/domain-kernel';
import type { FileFormat } from './file/file-row.js';

/** A failed file was unreadable from some line on; what came before is registered, and sending a corrected file goes on from there. */
export const registrationLifecycle = lifecycle(
  { running: { finish: 'finished', fail: 'failed' }, finished: {}, failed: {} },
  'registration',
);

/** One file of units to register, and how far it is taken in (W1). */
export interface Registration {
  readonly registrationNumber: string;
  readonly sha256: string;
  readonly fileName: string;
  readonly format: FileFormat;
  readonly requestedBy: string;
  readonly cities: readonly CityCode[] | 'all';
  readonly state: StateIn<typeof registrationLifecycle>;
  readonly failure: string | null;
  /** Rows taken in so far: registered, registered before, and refused ones. */
  readonly rowsTakenIn: number;
  readonly registered: number;
  readonly alreadyRegistered: number;
  readonly refused: number;
}

/** What one chunk of rows came to. */
export interface ChunkResult {
  readonly rows: number;
  readonly registered: number;
  readonly alreadyRegistered: number;
  readonly refusedRows: number;
}
