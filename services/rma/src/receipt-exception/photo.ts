import { InvalidInput } from '@rotables/domain-kernel';

export const largestPhotoBytes = 524_288;

export const photoMediaTypes = ['image/jpeg', 'image/png', 'image/webp'] as const;
export type PhotoMediaType = (typeof photoMediaTypes)[number];

/** A photo of what was received (R5). */
export interface Photo {
  readonly name: string;
  readonly mediaType: PhotoMediaType;
  readonly content: Buffer;
}

/** By what the file begins with; its name proves nothing. Throws InvalidInput. */
export function photoOf(name: string, content: Buffer): Photo {
  const mediaType = mediaTypeOf(content);
  if (mediaType === null) throw new InvalidInput('photoBase64', name, 'a JPEG, PNG or WebP picture in Base64');
  if (content.length > largestPhotoBytes) {
    throw new InvalidInput('photoBase64', name, `at most ${largestPhotoBytes} bytes; make the picture smaller`);
  }
  return { name, mediaType, content };
}

function mediaTypeOf(content: Buffer): PhotoMediaType | null {
  if (content.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'image/jpeg';
  if (content.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))) return 'image/png';
  const isWebp = content.toString('latin1', 0, 4) === 'RIFF' && content.toString('latin1', 8, 12) === 'WEBP';
  return isWebp ? 'image/webp' : null;
}
