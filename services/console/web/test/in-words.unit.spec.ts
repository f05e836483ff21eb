import { inWords } from '../src/language/fill-in';

const word = (name: string): string => ({ 'to-warehouse': 'to the warehouse', repair: 'mend' })[name] ?? name;
const nameOf = (field: string, value: string): string | undefined => (field === 'site' ? `Dalian ${value}` : undefined);

describe("a service's sentence", () => {
  it('R11 tells amounts in yuan and codes in words', () => {
    const facts = { amountFen: 18_000, outcome: 'to-warehouse', technician: 'chen.jun' };
    const sentence = 'Quote over 18000 fen; triaged by chen.jun: to-warehouse.';
    expect(inWords(sentence, facts, { word }, nameOf)).toBe(
      'Quote over ¥180.00; triaged by chen.jun: to the warehouse.',
    );
  });

  it('R11 names places, and leaves numbers alone that have them as a part', () => {
    const facts = { site: 'DL', receiptNumber: 'SJ-DL-000002', kind: 'repair' };
    const sentence = 'Came back to DL (repair), receipt SJ-DL-000002.';
    expect(inWords(sentence, facts, { word }, nameOf)).toBe('Came back to Dalian DL (repair), receipt SJ-DL-000002.');
  });
});
