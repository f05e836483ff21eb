import type { ActorId } from '@rotables/domain-kernel';
import type { Photo } from './photo.js';
import type { PhotosKept } from './photo-quota.js';
import type { ReceiptException } from './receipt-exception.js';

/** Where photos are kept, for ever; also the injection token. */
export abstract class ExceptionPhotos {
  /** What there is by now; until the transaction ends nobody adds to either. */
  abstract kept(exception: ReceiptException, addedBy: ActorId): Promise<PhotosKept>;
  /** Returns the photo's number. */
  abstract add(exception: ReceiptException, photo: Photo, addedBy: ActorId): Promise<string>;
}
