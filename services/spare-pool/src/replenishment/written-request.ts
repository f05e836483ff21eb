import { DomainError, InvalidInput } from '@rotables/domain-kernel';

/** The written request behind an early replenishment (S6): a scan, a picture, or what an office program saves. */
export interface WrittenRequest {
  readonly name: string;
  readonly content: Buffer;
}

/** Of one person within 24 hours: written requests are kept for ever, also of what is rejected. */
export const mostWrittenRequests = 20;

const kinds: readonly (readonly [name: RegExp, begin: Buffer])[] = [
  [/\.pdf$/i, Buffer.from('%PDF')],
  [/\.jpe?g$/i, Buffer.from([0xff, 0xd8, 0xff])],
  [/\.png$/i, Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
  [/\.(docx|xlsx)$/i, Buffer.from('PK\u0003\u0004')],
];

/** By what the file begins with and by what it is called, so that it opens as what it is. Throws InvalidInput. */
export function writtenRequestOf(name: string, content: Buffer): WrittenRequest {
  if (kinds.some(([called, begin]) => called.test(name) && content.subarray(0, begin.length).equals(begin))) {
    return { name, content };
  }
  throw new InvalidInput(
    'attachmentBase64',
    name,
    'a PDF, JPEG, PNG, DOCX or XLSX file under a name that ends so, in Base64',
  );
}

export class TooManyWrittenRequests extends DomainError {
  readonly code = 'too-many-written-requests';
  readonly kind = 'too-many';

  constructor(sent: number, most: number) {
    super(`You sent ${sent} written requests within 24 hours, and ${most} are the most; go on tomorrow.`, {
      sent,
      most,
    });
  }
}
