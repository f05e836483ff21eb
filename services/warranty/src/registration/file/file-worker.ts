/** The thread that reads one registration file; it hands over some rows at a time, and the next when they are asked for. */
import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { UnreadableFile, type FileFormat, type FileRow } from './file-row.js';
import { readRows } from './file-rows.js';

export interface FileOrder {
  readonly content: Uint8Array;
  readonly format: FileFormat;
}

export type FileAnswer =
  | { readonly rows: readonly FileRow[] }
  | { readonly end: true }
  | { readonly unreadable: string; readonly line: number };

const rowsPerAnswer = 250;

async function hand(port: NonNullable<typeof parentPort>, answer: FileAnswer): Promise<void> {
  port.postMessage(answer);
  if ('rows' in answer) await once(port, 'message');
}

async function readFile(port: NonNullable<typeof parentPort>, { content, format }: FileOrder): Promise<void> {
  let rows: FileRow[] = [];
  try {
    for await (const row of readRows(Buffer.from(content.buffer, content.byteOffset, content.byteLength), format)) {
      // The heading alone is an answer: whoever only wants to know that it can be used need not wait for a row.
      if (row === 'heading') await hand(port, { rows: [] });
      else rows.push(row);
      if (rows.length < rowsPerAnswer) continue;
      await hand(port, { rows });
      rows = [];
    }
    if (rows.length > 0) await hand(port, { rows });
    await hand(port, { end: true });
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    if (rows.length > 0) await hand(port, { rows });
    await hand(port, { unreadable: error.message, line: error.line });
  }
  port.close();
}

if (parentPort) await readFile(parentPort, workerData as FileOrder);
