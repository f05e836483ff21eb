import { readFileSync } from 'node:fs';
import { entitlementKinds } from '@rotables/contracts';
import { printedForms } from '../src/printed-forms/forms/all-forms.js';
import { runsOf } from '../src/printed-forms/pdf/fonts.js';
import { labels, sentences, values } from '../src/printed-forms/words.js';

describe('printed forms', () => {
  it('have a button for each, and no button without a form', () => {
    const source = readFileSync(new URL('../web/src/parts/print-buttons.tsx', import.meta.url), 'utf8');
    const listed = /const printed[^[]*\[([^\]]*)\]/.exec(source)?.[1] ?? '';
    const buttons = [...listed.matchAll(/'([a-z-]+)'/g)].map(([, name]) => name);
    expect(buttons.sort()).toEqual([...printedForms.keys()].sort());
  });

  it('say everything in both languages, with the same placeholders', () => {
    const placeholders = (text: string): string => [...text.matchAll(/\{\w+\}/g)].map(String).sort().join();
    for (const [zh, en] of [...Object.values(labels), ...Object.values(sentences), ...Object.values(values)]) {
      expect(zh.replaceAll(/\{\w+\}/g, '')).not.toMatch(/[A-Za-z]/);
      expect(en).not.toMatch(/\p{Script=Han}/u);
      expect(placeholders(zh)).toBe(placeholders(en));
    }
  });
});

describe('the words of printed forms', () => {
  it('W11 know every entitlement', () => {
    expect(entitlementKinds.filter((kind) => values[`entitled-${kind}`] === undefined)).toEqual([]);
  });
});

describe('the fonts of a text', () => {
  it('are one for everyday Chinese and Latin', () => {
    expect(runsOf('大连港务 DL-0001 ¥ 1,280.50')).toEqual([
      { text: '大连港务 DL-0001 ¥ 1,280.50', font: 'chinese-simplified' },
    ]);
  });

  it('are others for the rare characters of names alone', () => {
    const runs = runsOf('赵龑');
    expect(runs.map(({ text }) => text)).toEqual(['赵', '龑']);
    expect(runs[0]?.font).toBe('chinese-simplified');
    expect(runs[1]?.font).toMatch(/^\d+$/);
  });

  it('leave no blank where no font has a character', () => {
    expect(runsOf('\u{10FFFF}')).toEqual([{ text: '？', font: 'chinese-simplified' }]);
  });
});
