import { createRequire } from 'node:module';

/**
 * What we use of pdfmake, as its documentation describes it. Its published types bring the whole of the browser's with them, in which every
 * service would then be compiled.
 */
interface PdfMake {
  readonly setFonts: (fonts: Readonly<Record<string, { readonly normal: string; readonly bold: string }>>) => void;
  readonly setLocalAccessPolicy: (mayRead: (path: string) => boolean) => void;
  readonly setUrlAccessPolicy: (mayFetch: (url: string) => boolean) => void;
  readonly createPdf: (definition: PdfDefinition) => { readonly getBuffer: () => Promise<Buffer> };
  /** Where a font is looked for before the disk. */
  readonly virtualfs: {
    readonly existsSync: (name: string) => boolean;
    readonly writeFileSync: (name: string, content: Buffer) => void;
  };
}

export interface PdfDefinition {
  readonly pageSize: 'A4';
  /** Left, top, right, bottom; points, like every length. */
  readonly pageMargins: Margin;
  readonly info: { readonly title: string; readonly author?: string };
  readonly defaultStyle: TextStyle;
  readonly header: (page: number, pages: number) => Content;
  readonly footer: (page: number, pages: number) => Content;
  readonly content: Content;
}

export type Content = string | readonly Content[] | Node;
type Margin = readonly [left: number, top: number, right: number, bottom: number];
type Width = number | '*' | 'auto';

interface TextStyle {
  readonly font?: string;
  readonly fontSize?: number;
  readonly bold?: boolean;
  readonly color?: string;
  readonly lineHeight?: number;
  readonly alignment?: 'left' | 'right';
}

/** One of text, stack, columns, table, svg and canvas. */
export interface Node extends TextStyle {
  readonly text?: Content;
  readonly stack?: readonly Content[];
  readonly columns?: readonly Content[];
  readonly columnGap?: number;
  readonly table?: Table;
  readonly layout?: TableLayout;
  readonly svg?: string;
  readonly canvas?: readonly Line[];
  readonly width?: Width;
  readonly height?: number;
  readonly margin?: Margin;
  readonly unbreakable?: boolean;
}

export interface Cell extends Node {
  readonly colSpan?: number;
  readonly fillColor?: string;
}

interface Table {
  readonly widths: readonly Width[];
  readonly body: readonly (readonly Cell[])[];
  readonly headerRows?: number;
  readonly keepWithHeaderRows?: number;
  readonly dontBreakRows?: boolean;
}

export interface TableLayout {
  readonly hLineWidth?: (line: number) => number;
  readonly vLineWidth?: (line: number) => number;
  readonly hLineColor?: () => string;
  readonly vLineColor?: () => string;
  readonly paddingLeft?: () => number;
  readonly paddingRight?: () => number;
  readonly paddingTop?: () => number;
  readonly paddingBottom?: () => number;
}

interface Line {
  readonly type: 'line';
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  readonly lineWidth: number;
  readonly lineColor: string;
}

const require = createRequire(import.meta.url);

export const pdfmake = require('pdfmake') as PdfMake;
