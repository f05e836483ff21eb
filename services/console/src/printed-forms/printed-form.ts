import type { DocumentReader } from './document-reader.js';
import type { FormTexts } from './form-texts.js';
import type { Sheet } from './sheet.js';
import type { Bilingual } from './words.js';

/** One kind of form that people print or hand in. */
export interface PrintedForm {
  /** As the console's register of its documents is named in addresses. */
  readonly name: string;
  readonly title: Bilingual;
  /** Reads the document and what belongs to it. Throws what {@link DocumentReader.read} throws. */
  readonly prepare: (number: string, reader: DocumentReader) => Promise<(texts: FormTexts) => Sheet>;
}

interface FormDefinition<Document> {
  readonly name: string;
  readonly title: Bilingual;
  readonly read: (number: string, reader: DocumentReader) => Promise<Document>;
  readonly sheet: (document: Document, texts: FormTexts) => Omit<Sheet, 'title'>;
}

export function definePrintedForm<Document>({ name, title, read, sheet }: FormDefinition<Document>): PrintedForm {
  return {
    name,
    title,
    prepare: async (number, reader) => {
      const document = await read(number, reader);
      return (texts) => ({ ...sheet(document, texts), title: texts.of(title) });
    },
  };
}
