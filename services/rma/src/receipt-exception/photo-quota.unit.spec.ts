import { ensureRoomFor, photoQuota } from './photo-quota.js';
import { PersonHasTooManyPhotos, PhotosFull } from './receipt-exception.errors.js';

const photo = { name: 'a.jpg', mediaType: 'image/jpeg', content: Buffer.alloc(1_000) } as const;
const none = { ofException: 0, ofPerson: 0, bytesOfPerson: 0 };
const { ofException, ofPerson } = photoQuota;
const adding = (kept: Partial<typeof none>) => () => ensureRoomFor(photo, 'RX-1', { ...none, ...kept });

describe('R5 room for photos', () => {
  it('is for the last one of an exception, and not for one more', () => {
    expect(adding({ ofException: ofException.photos - 1 })).not.toThrow();
    expect(adding({ ofException: ofException.photos })).toThrow(PhotosFull);
  });

  it('is for the last one of a person and day, and not for one more', () => {
    expect(adding({ ofPerson: ofPerson.photos - 1 })).not.toThrow();
    expect(adding({ ofPerson: ofPerson.photos })).toThrow(PersonHasTooManyPhotos);
  });

  it('is for the last byte of a person and day, and not for one more', () => {
    expect(adding({ bytesOfPerson: ofPerson.bytes - 1_000 })).not.toThrow();
    expect(adding({ bytesOfPerson: ofPerson.bytes - 999 })).toThrow(PersonHasTooManyPhotos);
  });
});
