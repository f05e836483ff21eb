/**
 * By what a person is told from others, however his account is typed (O3): blind to case and width, and to blanks and dots around it.
 * For indexes and look-ups; the books keep the account as it was made.
 */
export function personKey(account: string): string {
  return account
    .normalize('NFKC')
    .replace(/^[\s.]+|[\s.]+$/gu, '')
    .toLowerCase();
}

/** Four eyes are two people (O3): `Head.DL`, `ｈｅａｄ.dl` and `head.dl.` are one. Every rule that asks for somebody else asks this. */
export function samePerson(one: string, other: string): boolean {
  return personKey(one) === personKey(other);
}
