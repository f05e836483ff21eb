/** What was answered, as far as it is JSON. */
type AnswerBody = ReturnType<typeof JSON.parse>;

export interface BrowserAnswer {
  readonly status: number;
  readonly body: AnswerBody;
  readonly setCookie: string;
  readonly headers: Headers;
}

/** A browser as far as sessions matter: it keeps the cookies and the forgery token. */
export class BrowserOfTests {
  forgeryToken = '';
  readonly #cookies = new Map<string, string>();

  constructor(private readonly url: () => string) {}

  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  async send(
    method: 'GET' | 'POST',
    path: string,
    body: object = {},
    headers: Readonly<Record<string, string>> = {},
  ): Promise<BrowserAnswer> {
    const own: Record<string, string> = {};
    if (this.cookie !== '') own['cookie'] = this.cookie;
    if (this.forgeryToken !== '') own['x-forgery-token'] = this.forgeryToken;
    const sent = method === 'POST' ? { body: JSON.stringify(body) } : {};
    if (method === 'POST') own['content-type'] = 'application/json';
    const answer = await fetch(`${this.url()}${path}`, { method, headers: { ...own, ...headers }, ...sent });
    const cookies = answer.headers.getSetCookie();
    cookies.forEach((set) => this.#keep(set));
    const text = await answer.text();
    const json: AnswerBody = text.startsWith('{') ? JSON.parse(text) : {};
    if (typeof json.forgeryToken === 'string') this.forgeryToken = json.forgeryToken;
    return { status: answer.status, body: json, setCookie: cookies[0] ?? '', headers: answer.headers };
  }

  signIn({ url }: { readonly url: string }): Promise<BrowserAnswer> {
    return this.send('POST', '/v1/session/by-link', { link: url.split('#link=')[1] });
  }

  #keep(cookie: string): void {
    const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split('=');
    this.#cookies.set(name, value);
  }
}
