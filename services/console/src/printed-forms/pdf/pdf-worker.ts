import { parentPort } from 'node:worker_threads';
import { FormTexts } from '../form-texts.js';
import { layOut } from './lay-out.js';
import type { PdfAnswer, PdfOrder } from './pdf-maker.js';
import { renderPdf } from './render.js';

/** Runs as a thread of its own, started by {@link PdfMaker}: a long statement takes seconds, in which nobody else's request may wait. */
parentPort?.on('message', (order: PdfOrder) => {
  void answerTo(order).then((answer) => parentPort?.postMessage(answer));
});

async function answerTo({ id, sheet, language, organisation, by }: PdfOrder): Promise<PdfAnswer> {
  try {
    // People and places are in the sheet by their names already.
    const texts = new FormTexts(language, new Map(), []);
    return { id, pdf: await renderPdf(layOut(sheet, texts, organisation, by)) };
  } catch (error) {
    return { id, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
