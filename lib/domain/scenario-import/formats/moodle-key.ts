import { letterAt } from '../../item/item-content';
import { type ImportMessage, importMessage, listInWords, type Place } from '../message';

/** The key that fractions (per cent) mean, by index, with what is lost or wrong in words. */
export interface MoodleKey {
  readonly correct: ReadonlySet<number>;
  readonly messages: readonly ImportMessage[];
}

const letters = (indexes: readonly number[]): string => listInWords(indexes.map(letterAt));

/** Thirds are written with five digits or more. */
const TOLERANCE = 1;

/**
 * One answer: what earns everything is the key. Several answers: what earns anything. A question here is right or wrong as a
 * whole, so that shares for a part, and what wrong choices cost, are lost, and said to be.
 */
export function readMoodleKey(fractions: readonly number[], isSingle: boolean, place: Place): MoodleKey {
  const indexes = [...fractions.keys()];
  const earning = indexes.filter((at) => (fractions[at] ?? 0) > 0);
  const full = indexes.filter((at) => (fractions[at] ?? 0) >= 100 - TOLERANCE);
  if (!isSingle) return { correct: new Set(earning), messages: severalMessages(fractions, earning, place) };
  const partial = earning.filter((at) => !full.includes(at));
  const messages: ImportMessage[] = [];
  if (full.length > 1) {
    const message = `Moodle takes any one of ${letters(full)} as right, which a key here can’t say: it is what has to be chosen. Leave 100 % with one of them.`;
    messages.push(importMessage('key/unreadable', place, message));
  }
  if (partial.length > 0) {
    const message = `Moodle gives a part of the points for ${letters(partial)}. Here only ${full.length === 0 ? 'a full answer' : letters(full)} counts.`;
    messages.push(importMessage('key/partial-credit', place, message));
  }
  const costly = indexes.filter((at) => (fractions[at] ?? 0) < 0);
  if (costly.length > 0) messages.push(importMessage('key/partial-credit', place, costs(costly)));
  return { correct: new Set(full), messages };
}

function severalMessages(
  fractions: readonly number[],
  earning: readonly number[],
  place: Place,
): readonly ImportMessage[] {
  const shares = earning.map((at) => fractions[at] ?? 0);
  const sum = shares.reduce((total, share) => total + share, 0);
  const messages: ImportMessage[] = [];
  // Every one at 100 % is how the all-or-nothing type of Moodle writes it.
  const isWhole = shares.every((share) => share >= 100 - TOLERANCE);
  const isEven = shares.every((share) => Math.abs(share - sum / shares.length) <= TOLERANCE);
  if (!isWhole && earning.length > 0 && (!isEven || Math.abs(sum - 100) > TOLERANCE)) {
    const message = `Moodle weighs ${letters(earning)} differently (${shares.join(' %, ')} %). Here all of them together are the key, and nothing else counts.`;
    messages.push(importMessage('key/partial-credit', place, message));
  }
  // Where every wrong choice costs everything, choosing exactly the key is what is asked there, too.
  const costly = [...fractions.keys()].filter((at) => (fractions[at] ?? 0) < 0);
  const isStrict = [...fractions.keys()].every(
    (at) => earning.includes(at) || (fractions[at] ?? 0) <= TOLERANCE - 100,
  );
  if (!isStrict && costly.length > 0)
    messages.push(importMessage('key/partial-credit', place, costs(costly)));
  return messages;
}

function costs(costly: readonly number[]): string {
  return `In Moodle choosing ${letters(costly)} costs points. Here a wrong choice makes the question wrong and costs nothing more.`;
}
