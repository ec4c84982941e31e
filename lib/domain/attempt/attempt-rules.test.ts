import { describe, expect, it } from 'vitest';
import { allowedTime } from './allowed-time';
import { chooseOption } from './answer';
import { betterReading, clockText, clockUrgency, readClock, remainingAt, warningBetween } from './clock';
import { countProgress, itemProgress, progressSentence } from './item-progress';
import { retryDelayMs } from './retry-delay';
import { startObstacle } from './start-obstacle';

const MINUTE = 60_000;
const none = { accommodation: null };

describe('allowedTime', () => {
  it.each([
    [
      'gives the minutes of the assignment',
      { ...none, minutes: 45, msUntilClose: 90 * MINUTE },
      45,
      0,
      false,
    ],
    ['is cut by the end of the window', { ...none, minutes: 45, msUntilClose: 30 * MINUTE }, 30, 0, true],
    [
      'is stretched by an accommodation, past the window if need be',
      { minutes: 120, accommodation: { timeFactor: 1.5, extraMinutes: 0 }, msUntilClose: 120 * MINUTE },
      180,
      60,
      false,
    ],
    [
      'stretches what the window leaves, and adds the extra minutes whole',
      { minutes: 60, accommodation: { timeFactor: 1.25, extraMinutes: 10 }, msUntilClose: 40 * MINUTE },
      60,
      20,
      true,
    ],
    [
      'is only the extra minutes once the window is over',
      { ...none, minutes: 60, msUntilClose: -5 },
      0,
      0,
      true,
    ],
  ])('%s', (_what, rule, allowedMinutes, extraMinutes, cutByWindow) => {
    expect(allowedTime(rule)).toEqual({
      allowedMs: allowedMinutes * MINUTE,
      extraMs: extraMinutes * MINUTE,
      cutByWindow,
    });
  });
});

describe('startObstacle', () => {
  it.each([
    [null, { phase: 'open', isGiven: true, attemptsUsed: 1, attemptsAllowed: 2 }],
    ['left', { phase: 'open', isGiven: false, attemptsUsed: 1, attemptsAllowed: 2 }],
    ['full', { phase: 'open', isGiven: true, attemptsUsed: 2, attemptsAllowed: 2 }],
    ['coming', { phase: 'coming', isGiven: true, attemptsUsed: 0, attemptsAllowed: 1 }],
    ['closed', { phase: 'closed', isGiven: true, attemptsUsed: 2, attemptsAllowed: 2 }],
  ] as const)('is %s', (obstacle, facts) => {
    expect(startObstacle(facts)).toBe(obstacle);
  });
});

describe('chooseOption', () => {
  it('replaces the choice where one option is asked for', () => {
    expect(chooseOption(['a'], 'b', 1)).toEqual(['b']);
  });
  it('adds and takes away where several are, and stops at the number asked for', () => {
    expect(chooseOption(['a'], 'b', 2)).toEqual(['a', 'b']);
    expect(chooseOption(['a', 'b'], 'a', 2)).toEqual(['b']);
    expect(chooseOption(['a', 'b'], 'c', 2)).toEqual(['a', 'b']);
  });
});

describe('the clock', () => {
  const minutes = (count: number) => count * MINUTE;

  it('takes the server to have spoken half-way through the request', () => {
    const reading = readClock(60_000, 1000, 1400);
    expect(remainingAt(reading, 1200)).toBe(60_000);
    expect(remainingAt(reading, 2200)).toBe(59_000);
    expect(remainingAt(reading, 99_999_999)).toBe(0);
  });

  it('keeps a sharp reading when a blurred one agrees with it', () => {
    const sharp = readClock(60_000, 0, 20);
    expect(betterReading(sharp, readClock(58_500, 1000, 3000))).toBe(sharp);
  });

  it('believes the newer one when they contradict each other', () => {
    const sharp = readClock(minutes(10), 0, 20);
    const extended = readClock(minutes(20), 1000, 1400);
    expect(betterReading(sharp, extended)).toBe(extended);
    const afterSleep = readClock(minutes(2), 5000, 5400);
    expect(betterReading(sharp, afterSleep)).toBe(afterSleep);
  });

  it('warns once at each mark, only about the most urgent, and not at the very start', () => {
    expect(warningBetween(minutes(15) + 1, minutes(15))).toBe(15);
    expect(warningBetween(minutes(15), minutes(15) - 250)).toBeNull();
    expect(warningBetween(minutes(31), minutes(4))).toBe(5);
  });

  it.each([
    [minutes(60), 'calm'],
    [minutes(9), 'low'],
    [minutes(5), 'last'],
  ] as const)('is, with %i ms of 90 minutes left, %s', (left, urgency) => {
    expect(clockUrgency(left, minutes(90))).toBe(urgency);
  });

  it.each([
    [0, '0:00'],
    [1, '0:01'],
    [59_001, '1:00'],
    [minutes(12) + 30_000, '12:30'],
    [minutes(64) + 9000, '1:04:09'],
  ])('shows %i ms as %s', (left, text) => {
    expect(clockText(left)).toBe(text);
  });
});

describe('progress', () => {
  it.each([
    ['answered', ['a', 'b'], false],
    ['incomplete', ['a'], false],
    ['not_answered', [], true],
    ['not_seen', [], false],
  ] as const)('is %s', (progress, selected, seen) => {
    expect(itemProgress({ selected, flagged: false }, 2, seen)).toBe(progress);
  });

  it('says in one sentence what is missing', () => {
    const item = (progress: 'answered' | 'incomplete' | 'not_seen', flagged = false) => ({
      progress,
      flagged,
    });
    expect(progressSentence(countProgress([item('answered'), item('answered')]))).toBe(
      'All 2 questions are answered and none is flagged.',
    );
    expect(progressSentence(countProgress([item('not_seen'), item('answered')]))).toBe(
      'You have 1 unanswered question.',
    );
    expect(
      progressSentence(countProgress([item('not_seen'), item('incomplete'), item('answered', true)])),
    ).toBe('You have 1 unanswered, 1 incomplete and 1 flagged question.');
  });
});

describe('retryDelayMs', () => {
  it.each([
    [1, 0, 0, 250],
    [1, 0.999, 0, 499.75],
    [4, 0, 0, 2000],
    [40, 0.5, 0, 6000],
    [1, 0, 2000, 2000],
  ])('after %i failures with random %d and %i ms asked for waits %d ms', (tries, random, asked, delay) => {
    expect(retryDelayMs(tries, random, asked)).toBeCloseTo(delay, 6);
  });
});
