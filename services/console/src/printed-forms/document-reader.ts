import { DomainError } from '@rotables/domain-kernel';
import { ServiceUnreachable } from '../gateway/forward-to-services.js';

const longestAnswerMilliseconds = 30_000;
const atOnce = 8;

/** A service's refusal, given on as it was: another city's document is as little there for its form as for its page. */
export class RefusedByService extends DomainError {
  readonly code: string;
  readonly kind: 'not-found' | 'forbidden' | 'unavailable';

  constructor(status: number, code: string, detail: string) {
    super(detail);
    this.code = code;
    this.kind = status === 403 ? 'forbidden' : status === 429 ? 'unavailable' : 'not-found';
  }
}

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

/** Reads what a form says from the services, by the token of whoever prints it, so that nobody prints more than they may read. */
export class DocumentReader {
  constructor(
    private readonly addresses: ReadonlyMap<string, string>,
    private readonly token: string,
    private readonly traceparent: string,
  ) {}

  /** Throws {@link RefusedByService} and {@link ServiceUnreachable}. */
  async read<View>(service: string, path: string): Promise<View> {
    const answer = await this.get(service, path);
    if (answer.ok) return (await answer.json()) as View;
    throw await refusalOf(service, answer);
  }

  /** null where there is none that this person may read; a form can do without it. */
  async readIfAny<View>(service: string, path: string): Promise<View | null> {
    try {
      return await this.read<View>(service, path);
    } catch (error) {
      if (error instanceof RefusedByService && error.kind !== 'unavailable') return null;
      throw error;
    }
  }

  /** All pages of a list. */
  async readAll<Item>(service: string, path: string): Promise<readonly Item[]> {
    const items: Item[] = [];
    let cursor: string | null = null;
    do {
      const at: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const page: Page<Item> = await this.read<Page<Item>>(
        service,
        `${path}${path.includes('?') ? '&' : '?'}limit=200${at}`,
      );
      items.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return items;
  }

  /** In the order of `numbers`, some at a time. */
  async readEach<View>(numbers: readonly string[], read: (number: string) => Promise<View>): Promise<View[]> {
    const views: View[] = [];
    for (let start = 0; start < numbers.length; start += atOnce) {
      views.push(...(await Promise.all(numbers.slice(start, start + atOnce).map(read))));
    }
    return views;
  }

  private async get(service: string, path: string): Promise<Response> {
    try {
      return await fetch(`${this.addresses.get(service) ?? ''}/v1/${path}`, {
        headers: {
          accept: 'application/json',
          authorization: `Bearer ${this.token}`,
          traceparent: this.traceparent,
        },
        signal: AbortSignal.timeout(longestAnswerMilliseconds),
      });
    } catch {
      throw new ServiceUnreachable(service);
    }
  }
}

async function refusalOf(service: string, answer: Response): Promise<DomainError> {
  const problem = (await answer.json().catch(() => null)) as {
    readonly code?: string;
    readonly detail?: string;
  } | null;
  if (answer.status >= 500 || problem?.code === undefined) return new ServiceUnreachable(service);
  return new RefusedByService(answer.status, problem.code, problem.detail ?? `The service ${service} refused.`);
}
