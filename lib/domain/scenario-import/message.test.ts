import { expect, it } from 'vitest';
import { quote } from './message';

it('shortens a quotation without cutting a character in half', () => {
  const text = `${'a'.repeat(56)}${'\u{1f600}'.repeat(10)}`;
  expect(quote(text)).toBe(`“${'a'.repeat(56)}...”`);
  expect(quote(`  short \u{1f600} `)).toBe('“short \u{1f600}”');
});
