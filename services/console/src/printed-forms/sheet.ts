/** What is printed, as blocks from top to bottom; all texts are in the form's language already. Layout is {@link layOut}'s. */
export interface Sheet {
  readonly title: string;
  /** The document's own number: at the head of every page, with its barcode. */
  readonly number: string;
  readonly state: string;
  readonly blocks: readonly Block[];
  /** At the end, kept together. */
  readonly signatures: readonly Signature[];
}

export type Block = FactsBlock | UnitsBlock | TableBlock | NoteBlock;

/** Labels and values, two pairs to a line. */
export interface FactsBlock {
  readonly kind: 'facts';
  readonly title?: string;
  readonly facts: readonly Fact[];
}

export interface Fact {
  readonly label: string;
  readonly value: string;
  /** Takes a line of its own. */
  readonly isWide?: boolean;
}

/** Units in large barcodes, for a scanner at the counter. */
export interface UnitsBlock {
  readonly kind: 'units';
  readonly units: readonly { readonly caption: string; readonly serial: string; readonly model: string | null }[];
}

export interface TableBlock {
  readonly kind: 'table';
  readonly title: string;
  readonly columns: readonly TableColumn[];
  /** One text per column. */
  readonly rows: readonly (readonly string[])[];
  /** Below the last row: a text that spans all columns but the last, and one for the last. */
  readonly total?: readonly [text: string, amount: string];
  /** Stands in place of the rows where there are none. */
  readonly empty: string;
}

export interface TableColumn {
  readonly title: string;
  /** In points; the one column without it takes what is left. */
  readonly width?: number;
  readonly isNumber?: boolean;
  /** Shows its text as barcode, with the text below. */
  readonly isBarcode?: boolean;
}

/** Longer text, or ruled lines to write on by hand where there is none yet. */
export interface NoteBlock {
  readonly kind: 'note';
  readonly title: string;
  readonly text: string | null;
  readonly blankLines: number;
}

export interface Signature {
  readonly label: string;
  /** Who signed in the system; null where nobody has yet. */
  readonly name: string | null;
  readonly at: string | null;
}
