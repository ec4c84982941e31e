import { expect, it } from 'vitest';
import { isReadableName } from './readable-name';

it.each(['Nina', 'Émile Ångström', 'نينا', '王秀英', 'नीना', 'Nina 👩🏽‍🚀', 'D’Angelo', '42', ''])(
  'leaves “%s” as it is',
  (name) => {
    expect(isReadableName(name)).toBe(true);
  },
);

it.each([
  ['only what nobody sees', '\u200b'],
  ['a joiner and spaces', '\u00a0\u200d\u2060'],
  ['a mark that turns the text round', 'Nina \u202egnp.exe\u202c'],
  ['an isolate that is never closed', 'Nina \u2067'],
  ['a bell', 'Ni\u0007na'],
])('refuses a name of %s', (_, name) => {
  expect(isReadableName(name)).toBe(false);
});
