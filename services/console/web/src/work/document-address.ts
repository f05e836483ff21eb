/** Which register a document's number belongs to, by its first letters. */
const registers: Readonly<Record<string, string>> = {
  FR: 'cases',
  DO: 'dispatch-orders',
  NT: 'notices',
  EX: 'exceptions',
  VR: 'vendor-returns',
  SC: 'scrap',
  EN: 'entitlements',
  SA: 'applications',
  SH: 'shipments',
  LN: 'loans',
  SG: 'shortages',
  RP: 'replenishments',
  RC: 'statements',
  QT: 'quotes',
  CH: 'charges',
  SJ: 'receipts',
  RF: 'refunds',
  HO: 'handovers',
  CU: 'custody-hand-overs',
};

const number = /^[A-Z]{2}-(\d{8}-\d{4,}|\d{8}-[A-Z]{2,8}|[A-Z]{2,8}-\d{6,}|\d{6}-[A-Z]{2,8}(-\d+)?)$/;

/** Where a document is shown, by its number; undefined for what is no number of a document. */
export function documentAddress(text: string): string | undefined {
  const register = number.test(text) ? registers[text.slice(0, 2)] : undefined;
  return register === undefined ? undefined : `/${register}/${text}`;
}
