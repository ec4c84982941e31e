import { expect, it } from 'vitest';
import { parseAiken } from './formats/aiken';
import { parseGift } from './formats/gift';
import { parseScenarioPost } from './parse-scenario-post';

/** More than a call takes arguments. */
const MANY = 150_000;

// A list of this length must never be spread into a call: the stack ends before the list does.
it.each([
  ['a quote', () => parseScenarioPost('>\n'.repeat(MANY))],
  ['a quote with a question', () => parseScenarioPost(`> [!NOTE]\n${'> A. x\n'.repeat(MANY)}`)],
  ['a question of tags', () => parseScenarioPost(`Question 1\n${'[tag:b]\n'.repeat(MANY)}`)],
  ['options in Aiken', () => parseAiken('A. x\n'.repeat(MANY))],
  ['answers in GIFT', () => parseGift(`Which? {${'=a ~b '.repeat(MANY)}}`)],
  ['blocks of GIFT', () => parseGift('Which? {\n\n'.repeat(MANY))],
])('reads as much of a thing as there is: %s', { timeout: 30_000 }, (_, read) => {
  expect(read()).toBeTruthy();
});
