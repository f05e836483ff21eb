/** What the installation takes for now, by what its last answer said, less this machine's clock. Until the first answer they are taken for the same. */
let aheadMilliseconds = 0;

/** Of every answer of the console. An older build, or something in between, says nothing, and nothing changes. */
export function hearNow(told: string | null): void {
  const now = told === null ? Number.NaN : Date.parse(told);
  if (!Number.isNaN(now)) aheadMilliseconds = now - Date.now();
}

/** Now, as the installation has it (ADR 0010): the one clock of every page. */
export function installationNow(): Date {
  return new Date(Date.now() + aheadMilliseconds);
}
