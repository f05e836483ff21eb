import type { Person } from './browser.js';

/** WCAG 2.2 AA by axe, words for every name, no horizontal scrolling, and a screenshot for people to look at. */
export async function look(person: Person, name: string): Promise<readonly string[]> {
  await person.screenshot(name);
  const tooWideBy = await person.tooWideBy();
  return told(name, [
    ...(await person.untranslated()).map((key) => `no word for ${key}`),
    ...(tooWideBy > 0 ? [`${tooWideBy} px too wide`] : []),
    ...(await person.accessibilityProblems()),
  ]);
}

function told(name: string, problems: readonly string[]): readonly string[] {
  return problems.map((problem) => `${name}: ${problem}`);
}
