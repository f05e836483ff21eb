import { textOf, type Json } from '../support/whole-system.js';

interface Answered {
  readonly status: number;
  readonly body: Json;
}

/**
 * What each was answered, as `status code`, and which fields were at fault where the request was not as it must be: it is not enough that
 * a thing is refused, it has to be refused for what is wrong with it.
 */
export function answers(replies: readonly Answered[]): readonly string[] {
  return replies.map(({ status, body }) => {
    if (status < 400) return String(status);
    const { code, errors } = body;
    const fields = Array.isArray(errors) ? errors.map((error) => ` ${textOf((error as Json)['field'])}`) : [];
    return `${status} ${textOf(code)}${[...new Set(fields)].join('')}`;
  });
}

/** The same in an order of their own: of several that are sent at once, nobody knows which is first. */
export const answersInAnyOrder = (replies: readonly Answered[]): readonly string[] => [...answers(replies)].sort();

/** What is answered to a plain fetch. */
export async function answered(reply: Response): Promise<Answered> {
  const text = await reply.text();
  return { status: reply.status, body: text.startsWith('{') ? (JSON.parse(text) as Json) : {} };
}
