import type { Person } from '../support/browser.js';

/** Everybody closes their browser, and no page had complained. */
export async function leave(...people: readonly Person[]): Promise<void> {
  expect(people.flatMap(({ complaints }) => complaints)).toEqual([]);
  for (const { context } of people) await context.close();
}
