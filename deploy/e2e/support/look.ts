import type { Person } from './browser.js';

/** WCAG 2.2 AA by axe, words for every name, no horizontal scrolling, and a screenshot for people to look at. */
export async function look(person: Person, name: string): Promise<readonly string[]> {
  return [...(await lookWithoutAxe(person, name)), ...told(name, await person.accessibilityProblems())];
}

/** As {@link look} for a page that axe has seen in the other language: colours, names and roles are the same. */
export async function lookWithoutAxe(person: Person, name: string): Promise<readonly string[]> {
  await person.screenshot(name);
  const tooWideBy = await person.tooWideBy();
  return told(name, [
    ...(await person.untranslated()).map((key) => `no word for ${key}`),
    ...(tooWideBy > 0 ? [`${tooWideBy} px too wide`] : []),
  ]);
}

function told(name: string, problems: readonly string[]): readonly string[] {
  return problems.map((problem) => `${name}: ${problem}`);
}
