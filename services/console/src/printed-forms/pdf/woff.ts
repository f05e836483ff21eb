import { inflateSync } from 'node:zlib';

const headerBytes = 44;
const entryBytes = 20;

/**
 * The TrueType font inside a WOFF file (version 1). fontkit reads WOFF too, but inflates the table of all outlines anew for every glyph: a page
 * took 38 s. Throws an Error that says what is wrong where `woff` is no such file.
 */
export function trueTypeOf(woff: Buffer): Buffer {
  if (woff.length < headerBytes || woff.toString('latin1', 0, 4) !== 'wOFF') {
    throw new Error('A font file does not begin with wOFF; the package that ships it has changed.');
  }
  const tables = Array.from({ length: woff.readUInt16BE(12) }, (_, index) =>
    tableOf(woff, headerBytes + index * entryBytes),
  );
  const directory = Buffer.alloc(12 + tables.length * 16);
  const power = Math.floor(Math.log2(tables.length));
  directory.writeUInt32BE(woff.readUInt32BE(4), 0);
  directory.writeUInt16BE(tables.length, 4);
  directory.writeUInt16BE(16 * 2 ** power, 6);
  directory.writeUInt16BE(power, 8);
  directory.writeUInt16BE(16 * (tables.length - 2 ** power), 10);
  const parts: Buffer[] = [directory];
  let offset = directory.length;
  tables.forEach(({ tag, checksum, content }, index) => {
    const entry = 12 + index * 16;
    directory.write(tag, entry, 'latin1');
    directory.writeUInt32BE(checksum, entry + 4);
    directory.writeUInt32BE(offset, entry + 8);
    directory.writeUInt32BE(content.length, entry + 12);
    const padding = Buffer.alloc((4 - (content.length % 4)) % 4);
    parts.push(content, padding);
    offset += content.length + padding.length;
  });
  return Buffer.concat(parts);
}

function tableOf(woff: Buffer, entry: number): { tag: string; checksum: number; content: Buffer } {
  const offset = woff.readUInt32BE(entry + 4);
  const compressedLength = woff.readUInt32BE(entry + 8);
  const length = woff.readUInt32BE(entry + 12);
  const stored = woff.subarray(offset, offset + compressedLength);
  const content = compressedLength < length ? inflateSync(stored) : stored;
  if (content.length !== length) throw new Error('A table of a font file is not as long as its directory says.');
  return { tag: woff.toString('latin1', entry, entry + 4), checksum: woff.readUInt32BE(entry + 16), content };
}
