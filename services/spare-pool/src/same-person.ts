/** Whether two accounts are one person's: blind to case, to full width, and to dots and blanks around them (O3). */
export function samePerson(one: string | null, other: string | null): boolean {
  if (one === null || other === null) return false;
  return bare(one) === bare(other);
}

function bare(account: string): string {
  return account
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^[\s.]+|[\s.]+$/g, '');
}
