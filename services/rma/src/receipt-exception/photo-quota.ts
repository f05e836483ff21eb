import type { Photo } from './photo.js';
import { PersonHasTooManyPhotos, PhotosFull } from './receipt-exception.errors.js';

/** Photos are kept for ever, so nobody fills the disk with them. */
export const photoQuota = {
  /** Of one exception, whoever adds them. */
  ofException: { photos: 20 },
  /** Of one person within 24 hours, of all exceptions. */
  ofPerson: { photos: 200, bytes: 52_428_800 },
} as const;

/** What there is before the next photo. */
export interface PhotosKept {
  readonly ofException: number;
  readonly ofPerson: number;
  readonly bytesOfPerson: number;
}

/** Throws {@link PhotosFull} and {@link PersonHasTooManyPhotos}. */
export function ensureRoomFor({ content }: Photo, exceptionNumber: string, kept: PhotosKept): void {
  const { ofException, ofPerson } = photoQuota;
  if (kept.ofException >= ofException.photos)
    throw new PhotosFull(exceptionNumber, kept.ofException, ofException.photos);
  const bytes = kept.bytesOfPerson + content.length;
  if (kept.ofPerson >= ofPerson.photos || bytes > ofPerson.bytes) {
    throw new PersonHasTooManyPhotos({
      photos: kept.ofPerson,
      bytes,
      mostPhotos: ofPerson.photos,
      mostBytes: ofPerson.bytes,
    });
  }
}
