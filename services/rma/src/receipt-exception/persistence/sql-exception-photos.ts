import { Injectable } from '@nestjs/common';
import type { ActorId } from '@rotables/domain-kernel';
import { UnitOfWork } from '@rotables/persistence';
import { ExceptionPhotos } from '../exception-photos.repository.js';
import type { Photo } from '../photo.js';
import type { PhotosKept } from '../photo-quota.js';
import type { ReceiptException } from '../receipt-exception.js';

@Injectable()
export class SqlExceptionPhotos extends ExceptionPhotos {
  override async kept({ exceptionNumber }: ReceiptException, addedBy: ActorId): Promise<PhotosKept> {
    // In one order for everybody.
    const turns = `select pg_advisory_xact_lock(hashtextextended(name, 7303)) from unnest($1::text[]) as name`;
    await UnitOfWork.preparedQuery('exception-photo-turn', turns, [
      [`exception ${exceptionNumber}`, `person ${addedBy}`],
    ]);
    const { rows } = await UnitOfWork.preparedQuery<Record<keyof PhotosKept, string>>(
      'exception-photos-kept',
      `select (select count(*) from receipt_exception_photo where exception_number = $1) as "ofException", count(*) as "ofPerson",
         coalesce(sum(octet_length(content)), 0) as "bytesOfPerson"
       from receipt_exception_photo where added_by = $2 and added_at > clock_timestamp() - interval '24 hours'`,
      [exceptionNumber, addedBy],
    );
    const [kept] = rows;
    return {
      ofException: Number(kept?.ofException ?? 0),
      ofPerson: Number(kept?.ofPerson ?? 0),
      bytesOfPerson: Number(kept?.bytesOfPerson ?? 0),
    };
  }

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
