import type { KeyObject } from 'node:crypto';
import { DomainError, InvalidInput, type Clock } from '@rotables/domain-kernel';
import { traceparentOf, type SecurityLog } from '@rotables/service-host';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { answerProblems } from '../gateway/answer-problem.js';
import { admittedOf } from '../gateway/browser-request.js';
import { tokenOf } from '../gateway/forward-to-services.js';
import type { BrowserSessions } from '../sign-in/browser-sessions.js';
import type { NamesOfPeople } from '../sign-in/names-of-people.js';
import { DocumentReader } from './document-reader.js';
import { FormTexts, type SiteName } from './form-texts.js';
import { printedForms } from './forms/all-forms.js';
import { PdfMaker } from './pdf/pdf-maker.js';
import type { Sheet } from './sheet.js';

import { languages, type Language } from './words.js';

export interface PrintedFormsOptions {
  readonly security: SecurityLog;
  readonly privateKey: Promise<KeyObject>;
  readonly sessions: BrowserSessions;
  readonly addresses: ReadonlyMap<string, string>;
  readonly people: NamesOfPeople;
  readonly clock: Clock;
  /** Stands above the title; empty for none. */
  readonly organisation: string;
}

class UnknownForm extends DomainError {
  readonly code = 'unknown-form';
  readonly kind = 'not-found';

  constructor(form: string) {
    super(
      `There is no printed form ${JSON.stringify(form.slice(0, 100))}. Known: ${[...printedForms.keys()].join(', ')}.`,
    );
  }
}

/** Some 250 pages; a longer list is a matter for a spreadsheet. */
const mostRows = 5_000;

class TooLongToPrint extends DomainError {
  readonly code = 'too-long-to-print';
  readonly kind = 'refused';

  constructor(number: string, rows: number) {
    super(`${number} has ${rows} lines; a form prints ${mostRows} at most. Export it to Excel instead.`, {
      rows,
      mostRows,
    });
  }
}

/** `GET /printed-forms/<form>/<number>.pdf?language=zh|en[&download]`: a document as people print it, of what they themselves may read. */
export async function servePrintedForms(server: FastifyInstance, options: PrintedFormsOptions): Promise<void> {
  answerProblems(server, options.security);
  const maker = new PdfMaker();
  server.addHook('onClose', () => maker.close());
  server.get('/printed-forms/:form/:file', (request, reply) => sendForm(request, reply, options, maker));
}

async function sendForm(
  request: FastifyRequest,
  reply: FastifyReply,
  options: PrintedFormsOptions,
  maker: PdfMaker,
): Promise<FastifyReply> {
  const { form: name, file } = request.params as { readonly form: string; readonly file: string };
  const { language } = request.query as { readonly language?: string };
  const signedIn = await admittedOf(request, options.sessions);
  const form = printedForms.get(name);
  if (form === undefined || !file.endsWith('.pdf')) throw new UnknownForm(`${name}/${file}`);
  const number = file.slice(0, -'.pdf'.length);
  const { sheet, pdf } = await maker.forPerson(signedIn.session.actor, async () => {
    const token = await tokenOf(signedIn.session, await options.privateKey, request.ip);
    const reader = new DocumentReader(options.addresses, token, traceparentOf(request));
    const sheetIn = await form.prepare(number, reader);
    const [sites, people] = await Promise.all([
      reader.readAll<SiteName>('spare-pool', 'site-names'),
      options.people.byAccount(),
    ]);
    const texts = new FormTexts(languageOf(language), people, sites);
    const sheet = sheetIn(texts);
    ensurePrintable(sheet);
    const by = { person: signedIn.session.name, at: texts.instant(options.clock.now().toISOString()) };
    const order = { sheet, language: texts.language, organisation: options.organisation, by };
    return { sheet, pdf: await maker.make(order, signedIn.session.actor) };
  });
  // Without a value, which counts as left out among the parsed ones.
  const disposition = /[?&]download\b/.test(request.url) ? 'attachment' : 'inline';
  return reply
    .type('application/pdf')
    .header('content-disposition', `${disposition}; ${fileNames(sheet.title, sheet.number)}`)
    .header('cache-control', 'no-store')
    .header(
      'content-security-policy',
      "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    )
    .send(pdf);
}

function ensurePrintable({ number, blocks }: Sheet): void {
  const rows = blocks.reduce((sum, block) => sum + (block.kind === 'table' ? block.rows.length : 0), 0);
  if (rows > mostRows) throw new TooLongToPrint(number, rows);
}

function languageOf(stated: string | undefined): Language {
  const found = languages.find((language) => language === (stated ?? 'zh'));
  if (found === undefined) throw new InvalidInput('language', stated, languages.join(' or '));
  return found;
}

/** The plain name for old browsers, the one in Unicode for all others. */
function fileNames(title: string, number: string): string {
  const plain = number.replaceAll(/[^A-Za-z0-9._-]/g, '_');
  return `filename="${plain}.pdf"; filename*=UTF-8''${encodeURIComponent(`${title} ${number}.pdf`)}`;
}
