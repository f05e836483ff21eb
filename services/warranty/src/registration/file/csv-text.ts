import { isUtf8 } from 'node:buffer';
import { UnreadableFile } from './file-row.js';

const utf16 = new Uint8Array([0xff, 0xfe]);

/**
 * A CSV file as UTF-8. Excel in China saves GBK, and "Unicode text" in UTF-16: both are read as what they are. What is neither, or was
 * UTF-8 once and is damaged, is refused rather than registered with the wrong names. Throws {@link UnreadableFile}.
 */
export function csvText(content: Buffer): Buffer {
  if (content.subarray(0, 2).equals(utf16)) return Buffer.from(decoded(content, 'utf-16le'));
  if (isUtf8(content)) return content;
  if (isMostlyUtf8(content)) throw notText();
  return Buffer.from(decoded(content, 'gb18030'));
}

function decoded(content: Buffer, encoding: string): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(content);
  } catch {
    throw notText();
  }
}

/** Of text in GBK next to nothing is UTF-8 by chance; of damaged UTF-8 nearly all of it still is. */
function isMostlyUtf8(content: Buffer): boolean {
  const text = new TextDecoder().decode(content);
  const broken = text.match(/\uFFFD/g)?.length ?? 0;
  const whole = text.match(/[\u0080-\uFFFC]/g)?.length ?? 0;
  return whole > broken;
}

function notText(): UnreadableFile {
  return new UnreadableFile(
    'It is text neither in UTF-8 nor in GBK; save it anew, in Excel as "CSV UTF-8" or as a workbook (.xlsx).',
    1,
  );
}
