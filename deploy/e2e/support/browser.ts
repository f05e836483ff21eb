import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';

/** Chromium comes inside a package and unpacks its system libraries itself, where it believes to be in the place it was made for. */
export async function startBrowser(): Promise<Browser> {
  process.env['AWS_EXECUTION_ENV'] ??= 'AWS_Lambda_nodejs22.x';
  const [{ default: chromium }, { chromium: playwright }] = await Promise.all([
    import('@sparticuz/chromium'),
    import('playwright-core'),
  ]);
  // Not the package's own arguments: one process for all pages dies with the first context that is closed.
  const args = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--font-render-hinting=none'];
  return playwright.launch({ executablePath: await chromium.executablePath(), args, headless: true });
}

export type Language = 'zh' | 'en';

export interface Signing {
  readonly language?: Language;
  /** The size of a phone held upright instead of a desk's screen. */
  readonly onPhone?: boolean;
}

const desk = { width: 1366, height: 768 };
const phone = { width: 390, height: 844 };
/** A colour on its way from one to another has the contrast of neither. */
const calm = { reducedMotion: 'reduce' } as const;
const screenshots = join(import.meta.dirname, '..', '..', '..', '.screenshots');

/** One person at a browser of their own. */
export class Person {
  /** What the page complained about; every test looks that there is nothing. */
  readonly complaints: string[] = [];

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    private readonly consoleUrl: string,
  ) {}

  static async signIn(
    browser: Browser,
    link: string,
    { language = 'zh', onPhone = false }: Signing = {},
  ): Promise<Person> {
    const context = await browser.newContext({ viewport: onPhone ? phone : desk, hasTouch: onPhone, ...calm });
    context.setDefaultTimeout(20_000);
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

  /** As a link of the page does it: nothing is loaded anew but what the other page needs. Begins with a page that is open. */
  async goOn(path: string): Promise<void> {
    await this.settled();
    if (new URL(this.page.url()).pathname === path) return;
    await this.page.evaluate(`document.querySelector('h1').dataset.left = 'yes';
      history.pushState(null, '', ${JSON.stringify(path)});
      dispatchEvent(new PopStateEvent('popstate'))`);
    await this.page.waitForSelector('h1:not([data-left])');
    await this.settled();
  }

  async settled(): Promise<void> {
    await this.page.waitForSelector('h1');
    await this.page.locator('.ant-skeleton, .ant-spin-spinning').first().waitFor({ state: 'detached' });
  }

  /** As a scanner does it: types and ends with Enter, wherever the focus is. */
  async scan(...codes: readonly string[]): Promise<void> {
    for (const code of codes) {
      await this.page.keyboard.type(code);
      await this.page.keyboard.press('Enter');
    }
  }

  /** Until the document's head line says it: its state, which live updates keep fresh. */
  async untilHead(text: string): Promise<void> {
    await this.page.locator('h1').getByText(text, { exact: true }).waitFor();
  }

  /** A command by its button, what it asks for by the fields' names, and Enter's button in its dialog. */
  async command(label: string, fields: Readonly<Record<string, string>> = {}): Promise<void> {
    const dialog = await this.fillCommand(label, fields);
    await dialog.waitFor({ state: 'detached' }).catch(async (cause: unknown) => {
      throw new Error(`The dialog of ${label} stays open and says: ${await dialog.innerText()}`, { cause });
    });
  }

  /** As {@link command}, but the service refuses it, saying so. */
  async refusedCommand(label: string, fields: Readonly<Record<string, string>>, reason: string): Promise<void> {
    const dialog = await this.fillCommand(label, fields);
    const refusal = dialog.getByRole('alert').getByText(reason).first();
    await refusal.waitFor().catch(async (cause: unknown) => {
      throw new Error(`The dialog of ${label} says instead: ${await dialog.innerText()}`, { cause });
    });
    await dialog.getByRole('button', { name: '取消' }).click();
    await dialog.waitFor({ state: 'detached' });
  }

  private async fillCommand(label: string, fields: Readonly<Record<string, string>>): Promise<Locator> {
    await this.page.getByRole('button', { name: label, exact: true }).first().click();
    const dialog = this.page.getByRole('dialog');
    await dialog.waitFor();
    for (const [name, value] of Object.entries(fields)) await this.fillField(dialog, name, value);
    // Where it costs something, the button says what.
    await dialog.locator('button[type=submit]').click();
    return dialog;
  }

  private async fillField(dialog: Locator, name: string, value: string): Promise<void> {
    const field = dialog.locator(`#${name}`);
    const kind = (await field.getAttribute('role')) ?? (await field.getAttribute('type'));
    if (kind === 'combobox') {
      await field.fill(value);
      await this.page.keyboard.press('Enter');
      // Where several may be chosen, what there is to choose stays open until one points elsewhere.
      await dialog.locator('.ant-modal-title').click();
    } else if (kind === 'checkbox') {
      await field.setChecked(value === 'yes');
    } else {
      await field.fill(value);
      // A day that was typed is taken when its field is left.
      await field.press('Tab');
    }
  }

  /** Rules of WCAG 2.2 A and AA that the page breaks, with the elements. */
  async accessibilityProblems(): Promise<readonly string[]> {
    // Its source is large, and stays as long as the page does.
    if (!(await this.page.evaluate<boolean>(`'axe' in globalThis`))) await this.page.evaluate(axe.source);
    const tags = JSON.stringify(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']);
    const { violations } = await this.page.evaluate<AxeResult>(
      `axe.run({ runOnly: { type: 'tag', values: ${tags} } })`,
    );
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
  }

  /** Names of the API that stand where words should: `dueBackOn`, `at-vendor`, `list.cases`. */
  async untranslated(): Promise<readonly string[]> {
    const places = 'th, dt, label, h1, .ant-tag, .ant-btn, .ant-menu-title-content, .ant-descriptions-item-label';
    const texts = await this.page.locator(places).allInnerTexts();
    const isChinese = await this.page.evaluate<boolean>("document.documentElement.lang.startsWith('zh')");
    const values = isChinese ? await this.page.locator('.ant-tag').allInnerTexts() : [];
    const keys = [
      ...texts.filter((text) => looksLikeKey.test(text.trim())),
      ...values.filter((text) => looksLikeValue.test(text.trim())),
    ];
    return [...new Set(keys)];
  }

  /** How many pixels the page is wider than the window. */
  tooWideBy(): Promise<number> {
    return this.page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  }

  /** The page that is open, in the other language. */
  async changeLanguage(): Promise<void> {
    await this.page.getByRole('button', { name: /^(English|中文)$/ }).click();
    await this.settled();
  }

  /** Kept for somebody to look at, down to the page's end. */
  async screenshot(name: string): Promise<void> {
    mkdirSync(screenshots, { recursive: true });
    await this.page.evaluate('document.fonts.ready.then(() => null)');
    await this.page.screenshot({ path: join(screenshots, `${name}.png`), fullPage: true, animations: 'disabled' });
  }
}

/** A value of the API on a Chinese page: `charged`. */
const looksLikeValue = /^[a-z][a-z-]*$/;
const looksLikeKey = /^[a-z]+[A-Z][A-Za-z]*$|^[a-z]+(?:-[a-z]+)+$|^[a-z]+\.[a-z][\w.-]*$/;

interface AxeResult {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
}
