import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { readAgain } from '../web/src/api/read-again.js';

/** A page that shows one slow answer of a service; every read is answered by hand. */
function slowPage() {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const reads: ((answer: string) => void)[] = [];
  const observer = new QueryObserver<string>(client, {
    queryKey: ['api', 'rma', 'rma-cases'],
    queryFn: () => new Promise((resolve) => reads.push(resolve)),
  });
  const leave = observer.subscribe(() => undefined);
  const answer = async (read: number, text: string): Promise<void> => {
    reads[read]?.(text);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { client, reads, answer, leave, shown: () => observer.getCurrentResult().data };
}

describe('reading again what is shown', () => {
  it('lets a slow read end while changes keep coming', async () => {
    const page = slowPage();
    for (let change = 0; change < 5; change += 1) readAgain(page.client);
    await page.answer(0, 'before the changes');
    expect(page.shown()).toBe('before the changes');
    page.leave();
  });

  it('reads once more what had begun before a change', async () => {
    const page = slowPage();
    readAgain(page.client);
    readAgain(page.client);
    await page.answer(0, 'before the change');
    expect(page.reads).toHaveLength(2);
    await page.answer(1, 'after the change');
    expect(page.shown()).toBe('after the change');
    expect(page.reads).toHaveLength(2);
    page.leave();
  });

  it('reads at once what nobody is reading', async () => {
    const page = slowPage();
    await page.answer(0, 'before the change');
    readAgain(page.client);
    await page.answer(1, 'after the change');
    expect(page.shown()).toBe('after the change');
    page.leave();
  });
});
