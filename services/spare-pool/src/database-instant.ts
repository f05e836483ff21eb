/** An instant as PostgreSQL writes it in text, for example `2013-04-16 02:10:00.5+00`. */
export function instantFrom(text: string): Date {
  const instant = new Date(text.replace(' ', 'T').replace(/([+-]\d{2})$/, '$1:00'));
  if (Number.isNaN(instant.getTime())) throw new Error(`The database gave ${text}, which is no instant.`);
  return instant;
}
