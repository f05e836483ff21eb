import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

export interface PrintedPage {
  /** All text of the page, without the blanks between its pieces. */
  readonly text: string;
  /** What a scanner reads off the printed page. */
  readonly barcodes: readonly string[];
}

/** What pdfjs draws on where there is no browser. */
interface CanvasFactory {
  readonly create: (
    width: number,
    height: number,
  ) => {
    readonly canvas: { readonly toBuffer: (type: 'image/png') => Uint8Array };
    readonly context: object;
  };
}

/** Dots per point: 300 to the inch, as an office printer prints. */
const scale = 300 / 72;

const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(readFileSync(wasm)).buffer } });

/** Reads a PDF as people and scanners do: its text, and its barcodes off the page as it is printed. */
export async function readPrinted(pdf: Uint8Array): Promise<readonly PrintedPage[]> {
  const loading = getDocument({ data: Uint8Array.from(pdf), verbosity: 0 });
  const document = await loading.promise;
  const pages: PrintedPage[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    const text = items.map((item) => ('str' in item ? item.str : '')).join('');
    const viewport = page.getViewport({ scale });
    const { canvas, context } = (document.canvasFactory as CanvasFactory).create(
      Math.ceil(viewport.width),
      Math.ceil(viewport.height),
    );
    await page.render({ canvas: null, canvasContext: context, viewport }).promise;
    const found = await readBarcodes(Uint8Array.from(canvas.toBuffer('image/png')), {
      formats: ['Code128'],
      maxNumberOfSymbols: 100,
    });
    pages.push({ text, barcodes: found.map((one) => one.text) });
  }
  await loading.destroy();
  return pages;
}
