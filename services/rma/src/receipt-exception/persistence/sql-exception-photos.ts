import { Injectable } from '@nestjs/common';
import type { ActorId } from '@rotables/domain-kernel';
import { UnitOfWork } from '@rotables/persistence';
import { ExceptionPhotos } from '../exception-photos.repository.js';
import type { Photo } from '../photo.js';
import type { ReceiptException } from '../receipt-exception.js';

@Injectable()
export class SqlExceptionPhotos extends ExceptionPhotos {
  async add({ exceptionNumber, city }: ReceiptException, photo: Photo, addedBy: ActorId): Promise<string> {
    const { rows } = await UnitOfWork.preparedQuery<{ photoId: string }>(
      'exception-photo-add',
      `insert into receipt_exception_photo (exception_number, city, name, media_type, content, added_by)
       values ($1, $2, $3, $4, decode($5, 'base64'), $6) returning photo_id::text as "photoId"`,
      [exceptionNumber, city, photo.name, photo.mediaType, photo.content.toString('base64'), addedBy],
    );
    const [added] = rows;
    if (added === undefined) throw new Error(`The photo of ${exceptionNumber} was not kept.`);
    return added.photoId;
  }
}
