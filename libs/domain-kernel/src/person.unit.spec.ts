import { personKey, samePerson } from './index.js';

describe('one person, however typed', () => {
  it.each(['Head.DL', 'HEAD.DL', 'head.dl.', '.head.dl', ' head.dl ', 'ｈｅａｄ．ｄｌ', 'head.dl. .'])(
    'O3 %s is head.dl',
    (typed) => {
      expect(samePerson(typed, 'head.dl')).toBe(true);
      expect(samePerson('head.dl', typed)).toBe(true);
    },
  );

  it.each(['head.d', 'headdl', 'head-dl', 'head.dl1', 'head..dl', ''])('O3 "%s" is somebody else', (typed) => {
    expect(samePerson(typed, 'head.dl')).toBe(false);
  });

  it('O3 the key of a key is itself', () => {
    for (const account of ['Head.DL', '. a .', 'ＷＡＮＧ．fang', 'x:y@Z']) {
      expect(personKey(personKey(account))).toBe(personKey(account));
    }
  });
});
