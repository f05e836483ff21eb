import type { ConsoleStage } from '../support/console-stage.js';
import { leave } from './leave.js';

const mostBytes = 500_000;

/** Scripts and styles of the first page, as they come over the wire; with the picture, which only headquarters' home has. */
export async function firstLoadJourney(stage: ConsoleStage): Promise<void> {
  const person = await stage.person('wang.fang');
  // The link leads to this very page; what is still on its way for that would be counted twice.
  await person.page.locator('.stock-picture svg').waitFor();
  // What the sign-in page has left would not be loaded again.
  await person.page.route('**/*', (route) => route.continue());
  const sizes: Promise<number>[] = [];
  person.page.on('requestfinished', (request) => {
    if (['script', 'stylesheet'].includes(request.resourceType()))
      sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
  });
  await person.open('/');
  await person.page.locator('.stock-picture svg').waitFor();
  const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  process.stdout.write(`the first load takes ${Math.round(bytes / 1000)} kB\n`);
  expect(bytes).toBeGreaterThan(mostBytes / 10);
  expect(bytes).toBeLessThanOrEqual(mostBytes);
  await leave(person);
}
