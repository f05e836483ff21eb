import { largestPhotoBytes, photoOf } from './photo.js';

const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0]);
const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]);
const webp = Buffer.from('RIFF0000WEBPVP8 ');

describe('a photo of what was received', () => {
  it.each([
    ['image/jpeg', jpeg],
    ['image/png', png],
    ['image/webp', webp],
  ])('R5 is known as %s by what it begins with', (mediaType, content) => {
    expect(photoOf('parcel.jpg', content).mediaType).toBe(mediaType);
  });

  it.each([
    ['a page', Buffer.from('<html><script>')],
    ['nothing', Buffer.alloc(0)],
    ['what is too large', Buffer.concat([jpeg, Buffer.alloc(largestPhotoBytes)])],
  ])('R5 is not %s', (_what, content) => {
    expect(() => photoOf('parcel.jpg', content)).toThrow(/photoBase64/);
  });
});
