import { inflateRawSync } from 'node:zlib';
import { mostRows, UnreadableFile } from './file-row.js';

/** A workbook is a ZIP archive; a small one may unpack to more than any machine has. */
const mostUnpackedBytes = 256 * 1024 * 1024;
const mostParts = 500;
const mostColumns = 100;
/** Headings, empty lines and totals beside the rows themselves. */
const mostSheetRows = mostRows + 10_000;

const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;
const endOfDirectoryBytes = 22;
const longestComment = 65_535;

interface Part {
  readonly name: string;
  readonly isDeflated: boolean;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  readonly offset: number;
}

/**
 * Refuses a workbook that would unpack to too much, or that has a cell far from all others: its grid would be made with every empty cell
 * before it. Throws {@link UnreadableFile}.
 */
export function ensureWorkbookIsBounded(content: Buffer): void {
  let left = mostUnpackedBytes;
  for (const part of partsOf(content)) {
    if (!part.name.endsWith('.xml') && !part.name.endsWith('.rels')) continue;
    const unpacked = unpack(content, part, left);
    left -= unpacked.length;
    if (/^\/?xl\/worksheets\/[^/]+\.xml$/i.test(part.name)) ensureSheetIsBounded(unpacked);
  }
}

function unpack(content: Buffer, { offset, packedBytes, unpackedBytes, isDeflated }: Part, most: number): Buffer {
  if (unpackedBytes > most) throw tooLarge();
  const nameBytes = content.readUInt16LE(offset + 26);
  const extraBytes = content.readUInt16LE(offset + 28);
  const start = offset + 30 + nameBytes + extraBytes;
  const packed = content.subarray(start, start + packedBytes);
  if (!isDeflated) return packed;
  try {
    // What it unpacks to is counted, whatever it says of itself.
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, Math.min(most, unpackedBytes + 1)) });
  } catch {
    throw tooLarge();
  }
}

function partsOf(content: Buffer): readonly Part[] {
  try {
    return readDirectory(content);
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    throw notAWorkbook();
  }
}

function readDirectory(content: Buffer): readonly Part[] {
  const end = findEnd(content);
  const count = content.readUInt16LE(end + 10);
  if (count > mostParts) throw tooLarge();
  const parts: Part[] = [];
  let at = content.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    if (content.readUInt32LE(at) !== directoryEntry) throw notAWorkbook();
    const nameBytes = content.readUInt16LE(at + 28);
    parts.push({
      name: content.subarray(at + 46, at + 46 + nameBytes).toString('utf8'),
      isDeflated: content.readUInt16LE(at + 10) !== 0,
      packedBytes: content.readUInt32LE(at + 20),
      unpackedBytes: content.readUInt32LE(at + 24),
      offset: content.readUInt32LE(at + 42),
    });
    at += 46 + nameBytes + content.readUInt16LE(at + 30) + content.readUInt16LE(at + 32);
  }
  return parts;
}

function findEnd(content: Buffer): number {
  const earliest = Math.max(0, content.length - endOfDirectoryBytes - longestComment);
  for (let at = content.length - endOfDirectoryBytes; at >= earliest; at -= 1) {
    if (content.readUInt32LE(at) === endOfDirectory) return at;
  }
  throw notAWorkbook();
}

const cellAddress = /<(?:\w+:)?c\s[^>]*?\br="([A-Z]{1,3})(\d{1,7})"/g;
const rowNumber = /<(?:\w+:)?row\s[^>]*?\br="(\d{1,10})"/g;
const sliceCharacters = 1024 * 1024;
const longestTag = 1_024;

function ensureSheetIsBounded(sheet: Buffer): void {
  // Slices overlap by more than a tag is long, so that none is overlooked.
  for (let from = 0; from < sheet.length; from += sliceCharacters) {
    const text = sheet.toString('latin1', from, from + sliceCharacters + longestTag);
    for (const [, letters = '', row = ''] of text.matchAll(cellAddress)) {
      if (columnNumber(letters) > mostColumns || Number(row) > mostSheetRows) throw tooFar(`${letters}${row}`);
    }
    for (const [, row = ''] of text.matchAll(rowNumber)) if (Number(row) > mostSheetRows) throw tooFar(`line ${row}`);
  }
}

function columnNumber(letters: string): number {
  return Array.from(letters).reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);
}

function tooFar(where: string): UnreadableFile {
  return new UnreadableFile(
    `A sheet of it has something at ${where}, beyond ${mostColumns} columns and ${mostSheetRows} lines; delete what is there, or save the rows alone as CSV.`,
    1,
  );
}

function tooLarge(): UnreadableFile {
  return new UnreadableFile(
    `It unpacks to more than ${mostUnpackedBytes / 1024 / 1024} MiB; save the rows alone, as CSV or in parts.`,
    1,
  );
}

function notAWorkbook(): UnreadableFile {
  return new UnreadableFile('It cannot be read as an Excel workbook (.xlsx); save it anew, or as CSV.', 1);
}
