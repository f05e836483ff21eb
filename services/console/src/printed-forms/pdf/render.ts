import { fonts, mainFont, readFont, runsOf } from './fonts.js';
import { pdfmake, type Content, type PdfDefinition } from './pdfmake.js';

pdfmake.setFonts({ ...fonts });
// Forms are made of text, bars and our own fonts: nothing is fetched, and no file is read by a name in a text.
pdfmake.setLocalAccessPolicy(() => false);
pdfmake.setUrlAccessPolicy(() => false);

/** The PDF of a document, every text of it in fonts that have its characters. */
export async function renderPdf(definition: PdfDefinition): Promise<Buffer> {
  provide(mainFont);
  const { header, footer, content } = definition;
  const complete: PdfDefinition = {
    ...definition,
    content: withFonts(content),
    header: (page, pages) => withFonts(header(page, pages)),
    footer: (page, pages) => withFonts(footer(page, pages)),
  };
  return pdfmake.createPdf(complete).getBuffer();
}

/** The same content, with every text that the main font cannot set alone split into runs of fonts. */
function withFonts<Part>(part: Part): Part {
  if (Array.isArray(part)) return part.map((item: unknown) => withFonts(item)) as Part;
  if (typeof part !== 'object' || part === null) return part;
  const entries: readonly (readonly [string, unknown])[] = Object.entries(part);
  return Object.fromEntries(
    entries.map(([name, value]) => [
      name,
      name === 'text' && typeof value === 'string' ? textInFonts(value) : withFonts(value),
    ]),
  ) as Part;
}

function textInFonts(text: string): Content {
  const runs = runsOf(text);
  if (runs.every(({ font }) => font === mainFont)) return runs.map((run) => run.text).join('');
  return runs.map((run) => {
    provide(run.font);
    return { text: run.text, font: run.font };
  });
}

/** Fonts are opened when a text needs them, and stay: a rare slice is some 100 kB, the main font 3 MB a weight. */
function provide(font: string): void {
  const files = fonts[font];
  if (files === undefined) return;
  for (const file of [files.normal, files.bold]) {
    if (!pdfmake.virtualfs.existsSync(file)) pdfmake.virtualfs.writeFileSync(file, readFont(file));
  }
}
