import { workbook } from '@rotables/testing';
import { ensureReadable } from './registration-file.js';

describe('a workbook that would fill the memory', () => {
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
