import { deflateRawSync } from 'node:zlib';
import { ensureReadable } from './registration-file.js';

/** A workbook of one sheet, as small as one can be. */
function workbook(sheet: string): Buffer {
  const name = Buffer.from('xl/worksheets/sheet1.xml');
  const packed = deflateRawSync(Buffer.from(sheet));
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(packed.length, 20);
  entry.writeUInt32LE(Buffer.byteLength(sheet), 24);
  entry.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(local.length + name.length + packed.length, 16);
  return Buffer.concat([local, name, packed, entry, name, end]);
}

describe('H2 a workbook that would fill the memory', () => {
  it.each([
    [
      'one cell far from all others',
      '<row r="1"><c r="A1"/></row><row r="1048576"><c r="XFD1048576"/></row>',
      'XFD1048576',
    ],
    ['more than it says of itself', `<row r="1">${' '.repeat(300 * 1024 * 1024)}</row>`, '256 MiB'],
  ])('with %s is refused before it is read', async (_what, rows, why) => {
    await expect(
      ensureReadable(workbook(`<worksheet><sheetData>${rows}</sheetData></worksheet>`), 'xlsx'),
    ).rejects.toThrow(why);
  });

  it('is none: what is no archive is refused too', async () => {
    await expect(ensureReadable(Buffer.from('no workbook'), 'xlsx')).rejects.toThrow('cannot be read');
  });
});
