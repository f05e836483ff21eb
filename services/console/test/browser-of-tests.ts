import type { SignInLink } from '../src/index.js';

/** A browser as far as sessions matter: it keeps the cookie and the forgery token. */
export class BrowserOfTests {
  forgeryToken = '';
  readonly #cookies = new Map<string, string>();

  constructor(private readonly url: () => string) {}

  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** Without what tells it from a stranger's, as a new browser is. */
  forgetDevice(): void {
    this.#cookies.delete('rotables_device');
  }

  async send(method: 'GET' | 'POST', path: string, body?: object, headers: Readonly<Record<string, string>> = {}) {
    const answer = await fetch(`${this.url()}${path}`, {
      method,
      headers: {
        ...(this.cookie === '' ? {} : { cookie: this.cookie }),
        ...(this.forgeryToken === '' ? {} : { 'x-forgery-token': this.forgeryToken }),
        ...(method === 'POST' ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      ...(method === 'POST' ? { body: JSON.stringify(body ?? {}) } : {}),
    });
    const [cookie] = answer.headers.getSetCookie();
    for (const set of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (set.split(';')[0] ?? '').split('=');
      this.#cookies.set(name, value);
    }
    const text = await answer.text();
    const json = text.startsWith('{') ? JSON.parse(text) : {};
    if (typeof json.forgeryToken === 'string') this.forgeryToken = json.forgeryToken;
    return { status: answer.status, body: json, setCookie: cookie ?? '', headers: answer.headers };
  }

  async signIn({ url }: SignInLink) {
    return this.send('POST', '/v1/session/by-link', { link: url.split('#link=')[1] });
  }
}
