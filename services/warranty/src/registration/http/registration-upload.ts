import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { largestFileBytes, type FileFormat } from '../file/file-row.js';

/** The media types in which a registration file may be sent, as the request's body. */
export const mediaTypes: Readonly<Record<string, FileFormat>> = {
  'text/csv': 'csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
};

/** Lets the server take registration files as they are, up to their own limit. */
export function acceptRegistrationFiles(app: NestFastifyApplication): void {
  const server = app.getHttpAdapter().getInstance();
  server.addContentTypeParser(
    Object.keys(mediaTypes),
    { parseAs: 'buffer', bodyLimit: largestFileBytes },
    (_request: unknown, body: Buffer, done: (error: Error | null, body?: Buffer) => void) => {
      done(null, body);
    },
  );
}
