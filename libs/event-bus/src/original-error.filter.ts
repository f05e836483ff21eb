import { Catch, type RpcExceptionFilter } from '@nestjs/common';
import { throwError, type Observable } from 'rxjs';

/**
 * Lets an event handler's own error pass. Nest's default turns it into "Internal server error", from which nobody can tell
 * a database that is away (try again) from a poison event (park it).
 */
@Catch()
export class OriginalErrorFilter implements RpcExceptionFilter<unknown> {
  catch(exception: unknown): Observable<never> {
    return throwError(() => exception);
  }
}
