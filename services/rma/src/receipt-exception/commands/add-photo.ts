import { Injectable } from '@nestjs/common';
import { ensureCityInScope, type Session } from '@rotables/domain-kernel';
import { ExceptionPhotos } from '../exception-photos.repository.js';
import { photoOf } from '../photo.js';
import { ensureRoomFor } from '../photo-quota.js';
import { ReceiptExceptions } from '../receipt-exception.repository.js';

export interface AddPhotoCommand {
  readonly exceptionNumber: string;
  readonly name: string;
  readonly content: Buffer;
}

/** Command: whoever holds the parcel shows what came (R5); also later, when somebody else looks into it. */
@Injectable()
export class AddPhoto {
  constructor(
    private readonly exceptions: ReceiptExceptions,
    private readonly photos: ExceptionPhotos,
  ) {}

  async execute({ exceptionNumber, name, content }: AddPhotoCommand, by: Session): Promise<string> {
    const exception = await this.exceptions.load(exceptionNumber);
    ensureCityInScope(by, exception.city);
    const photo = photoOf(name, content);
    ensureRoomFor(photo, exceptionNumber, await this.photos.kept(exception, by.actor));
    return this.photos.add(exception, photo, by.actor);
  }
}
