import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';

/** Chromium comes inside a package and unpacks its system libraries itself, where it believes to be in the place it was made for. */
export async function startBrowser(): Promise<Browser> {
  process.env['AWS_EXECUTION_ENV'] ??= 'AWS_Lambda_nodejs22.x';
  const [{ default: chromium }, { chromium: playwright }] = await Promise.all([
    import('@sparticuz/chromium'),
    import('playwright-core'),
  ]);
  return playwright.launch({ executablePath: await chromium.executablePath(), args: chromium.args, headless: true });
}

export type Language = 'zh' | 'en';

/** One person at a browser of their own. */
export class Person {
  /** What the page complained about; every test looks that there is nothing. */
  readonly complaints: string[] = [];

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    private readonly consoleUrl: string,
  ) {}

  static async signIn(browser: Browser, link: string, language: Language): Promise<Person> {
    const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
    await context.addInitScript(`localStorage.setItem('rotables.language', '${language}')`);
    const person = new Person(context, await context.newPage(), new URL(link).origin);
    person.page.on('pageerror', (error) => person.complaints.push(error.message));
    person.page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) person.complaints.push(message.text());
    });
    await person.page.goto(link);
    await person.page.waitForSelector('.app-header');
    return person;
  }

  /** Opens an address and waits until nothing of it is being loaded. */
  async open(path: string): Promise<void> {
    await this.page.goto(this.consoleUrl + path);
    await this.settled();
  }

  async settled(): Promise<void> {
    await this.page.waitForSelector('h1');
    await this.page.waitForFunction(`document.querySelector('.ant-skeleton, .ant-spin-spinning') === null`);
  }

  /** As a scanner does it: types and ends with Enter, wherever the focus is. */
  async scan(...codes: readonly string[]): Promise<void> {
    for (const code of codes) {
      await this.page.keyboard.type(code);
      await this.page.keyboard.press('Enter');
    }
  }

  /** Rules of WCAG 2.2 A and AA that the page breaks, with the elements. */
  async accessibilityProblems(): Promise<readonly string[]> {
    await this.page.evaluate(axeSource());
    const tags = JSON.stringify(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']);
    const { violations } = await this.page.evaluate<AxeResult>(
      `axe.run({ runOnly: { type: 'tag', values: ${tags} } })`,
    );
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
  }

  /** How many pixels the page is wider than the window. */
  tooWideBy(): Promise<number> {
    return this.page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  }

  /** Kept where ROTABLES_SCREENSHOTS says, for somebody to look at. */
  async screenshot(name: string): Promise<void> {
    const directory = process.env['ROTABLES_SCREENSHOTS'];
    if (directory === undefined) return;
    mkdirSync(directory, { recursive: true });
    await this.page.screenshot({ path: join(directory, `${name}.png`) });
  }
}

interface AxeResult {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
}

let source: string | undefined;

function axeSource(): string {
  source ??= readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  return source;
}
