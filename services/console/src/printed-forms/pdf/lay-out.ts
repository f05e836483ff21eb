import type { FormTexts } from '../form-texts.js';
import type { Block, Fact, FactsBlock, NoteBlock, Sheet, Signature, TableBlock, UnitsBlock } from '../sheet.js';
import { barcode } from './barcode.js';
import { mainFont } from './fonts.js';
import type { Cell, Content, PdfDefinition, TableLayout } from './pdfmake.js';

/** Points, of an A4 page of 595 × 842. */
const page = { width: 595, left: 40, top: 84, right: 40, bottom: 46 } as const;
const contentWidth = page.width - page.left - page.right;
const colours = { line: '#8c929b', label: '#4a505a', shade: '#f0f2f5' } as const;

const grid: TableLayout = {
  hLineWidth: () => 0.5,
  vLineWidth: () => 0.5,
  hLineColor: () => colours.line,
  vLineColor: () => colours.line,
  paddingLeft: () => 5,
  paddingRight: () => 5,
  paddingTop: () => 3,
  paddingBottom: () => 3,
};

export interface PrintedBy {
  readonly person: string;
  readonly at: string;
}

/** A sheet on A4: title, number and its barcode at the head of every page, signatures at the end, page x of y at the foot. */
export function layOut(sheet: Sheet, texts: FormTexts, organisation: string, by: PrintedBy): PdfDefinition {
  return {
    pageSize: 'A4',
    pageMargins: [page.left, page.top, page.right, page.bottom],
    info: { title: `${sheet.title} ${sheet.number}`, ...(organisation === '' ? {} : { author: organisation }) },
    defaultStyle: { font: mainFont, fontSize: 9, lineHeight: 1.05 },
    header: () => head(sheet, organisation),
    footer: (current, pages) => foot(texts, by, current, pages),
    content: [...sheet.blocks.map(content), signatures(sheet.signatures, texts)],
  };
}

function head({ title, number, state }: Sheet, organisation: string): Content {
  return {
    margin: [page.left, 24, page.right, 0],
    columns: [
      {
        width: '*',
        stack: [
          { text: organisation, fontSize: 9, color: colours.label },
          {
            text: [
              { text: title, fontSize: 17, bold: true },
              { text: `   ${state}`, fontSize: 9 },
            ],
          },
        ],
      },
      {
        width: 190,
        stack: [
          ...barcodes(number, { width: 190, height: 26 }, 'right'),
          { text: number, alignment: 'right', margin: [0, 2, 9, 0], fontSize: 10, bold: true },
        ],
      },
    ],
  };
}

function foot(texts: FormTexts, by: PrintedBy, current: number, pages: number): Content {
  return {
    margin: [page.left, 14, page.right, 0],
    fontSize: 8,
    color: colours.label,
    columns: [
      { text: texts.sentence('printed', { ...by }) },
      { text: texts.sentence('page', { page: current, pages }), alignment: 'right' },
    ],
  };
}

function content(block: Block): Content {
  switch (block.kind) {
    case 'facts':
      return facts(block);
    case 'units':
      return units(block);
    case 'table':
      return table(block);
    case 'note':
      return note(block);
  }
}

function heading(title: string | undefined): Content[] {
  return title === undefined ? [] : [{ text: title, bold: true, fontSize: 10, margin: [0, 0, 0, 3] }];
}

function facts({ title, facts: all }: FactsBlock): Content {
  return {
    unbreakable: true,
    margin: [0, 0, 0, 8],
    stack: [...heading(title), { layout: grid, table: { widths: [84, '*', 84, '*'], body: factRows(all) } }],
  };
}

function factRows(all: readonly Fact[]): Cell[][] {
  const rows: Cell[][] = [];
  let open: Fact | undefined;
  const close = (): void => {
    if (open !== undefined) rows.push(wideRow(open));
    open = undefined;
  };
  for (const fact of all) {
    if (fact.isWide === true) {
      close();
      rows.push(wideRow(fact));
    } else if (open === undefined) {
      open = fact;
    } else {
      rows.push([labelCell(open.label), { text: open.value }, labelCell(fact.label), { text: fact.value }]);
      open = undefined;
    }
  }
  close();
  return rows;
}

function wideRow({ label, value }: Fact): Cell[] {
  return [labelCell(label), { text: value, colSpan: 3 }, {}, {}];
}

function labelCell(text: string): Cell {
  return { text, fillColor: colours.shade, color: colours.label };
}

function units({ units: all }: UnitsBlock): Content {
  const gap = 11;
  const width = (contentWidth - gap) / 2;
  return {
    columnGap: gap,
    margin: [0, 0, 0, 8],
    columns: all.map(({ caption, serial, model }) => ({
      width,
      layout: grid,
      table: {
        widths: ['*'],
        body: [
          [
            {
              stack: [
                {
                  text: model === null ? caption : `${caption}　${model}`,
                  color: colours.label,
                  margin: [0, 0, 0, 3],
                },
                ...barcodes(serial, { width: width - 12, height: 30 }, 'left'),
                { text: serial, bold: true, fontSize: 11, margin: [0, 2, 0, 0] },
              ],
            },
          ],
        ],
      },
    })),
  };
}

function table({ title, columns, rows, total, empty }: TableBlock): Content {
  const head = columns.map((column): Cell => ({
    text: column.title,
    fillColor: colours.shade,
    color: colours.label,
    alignment: column.isNumber === true ? 'right' : 'left',
  }));
  const barcodeWidth = barcodeWidthOf(columns);
  const body = rows.map((row) =>
    row.map((text, index): Cell => {
      const column = columns[index];
      if (column?.isBarcode !== true) return { text, alignment: column?.isNumber === true ? 'right' : 'left' };
      return { stack: [...barcodes(text, { width: barcodeWidth, height: 14 }, 'left'), { text, fontSize: 8 }] };
    }),
  );
  const spanning = (cells: number): Cell[] => Array.from({ length: cells }, () => ({}));
  if (rows.length === 0) {
    body.push([{ text: empty, colSpan: columns.length, color: colours.label }, ...spanning(columns.length - 1)]);
  }
  if (total !== undefined) {
    const [text, amount] = total;
    body.push([
      { text, bold: true, colSpan: columns.length - 1, alignment: 'right' },
      ...spanning(columns.length - 2),
      { text: amount, bold: true, alignment: 'right' },
    ]);
  }
  return {
    margin: [0, 0, 0, 8],
    stack: [
      ...heading(title),
      {
        layout: grid,
        table: {
          headerRows: 1,
          keepWithHeaderRows: 1,
          dontBreakRows: true,
          widths: columns.map(({ width }) => width ?? '*'),
          body: [head, ...body],
        },
      },
    ],
  };
}

/** The width of the column with barcodes, which may be the one that takes what is left. */
function barcodeWidthOf(columns: TableBlock['columns']): number {
  const stated = columns.find(({ isBarcode }) => isBarcode)?.width;
  if (stated !== undefined) return stated;
  const others = columns.reduce((sum, { width }) => sum + (width ?? 0), 0);
  return contentWidth - others - columns.length * 10.5;
}

function note({ title, text, blankLines }: NoteBlock): Content {
  const lines: Content = {
    stack: Array.from({ length: blankLines }, () => ({
      canvas: [{ type: 'line', x1: 0, y1: 20, x2: contentWidth - 12, y2: 20, lineWidth: 0.4, lineColor: colours.line }],
    })),
    margin: [0, 0, 0, 6],
  };
  const body: Cell = text === null ? lines : { text, margin: [0, 2, 0, 2] };
  return {
    unbreakable: true,
    margin: [0, 0, 0, 8],
    layout: grid,
    table: { widths: ['*'], body: [[labelCell(title)], [body]] },
  };
}

/** Four of them in one row rather than in one and a bit. */
const signaturesPerRow = (count: number): number => (count <= 4 ? count : 3);

function signatures(all: readonly Signature[], texts: FormTexts): Content {
  const perRow = signaturesPerRow(all.length);
  const rows: Content[] = [];
  for (let start = 0; start < all.length; start += perRow) {
    rows.push({
      columnGap: 18,
      margin: [0, 0, 0, 14],
      columns: Array.from({ length: perRow }, (_, index) => {
        const one = all[start + index];
        return one === undefined ? { text: '' } : signature(one, texts);
      }),
    });
  }
  return { unbreakable: true, margin: [0, 6, 0, 0], stack: rows };
}

function signature({ label, name, at }: Signature, texts: FormTexts): Content {
  const signed = name === null ? ' ' : at === null ? name : texts.sentence('inTheSystem', { person: name, at });
  return {
    stack: [
      { text: label, bold: true },
      { text: signed, color: colours.label, fontSize: 8.5 },
      {
        margin: [0, 26, 0, 2],
        layout: { hLineWidth: (line) => (line === 0 ? 0.6 : 0), vLineWidth: () => 0, paddingLeft: () => 0 },
        table: {
          widths: ['*'],
          body: [[{ text: texts.sentence('signAndDate'), fontSize: 7.5, color: colours.label }]],
        },
      },
    ],
  };
}

function barcodes(text: string, size: { width: number; height: number }, alignment: 'left' | 'right'): Content[] {
  const drawn = barcode(text, size);
  return drawn === null ? [] : [{ stack: [drawn], alignment }];
}
