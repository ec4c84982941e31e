import { type ImportMessage, importMessage, listInWords, type Place } from '../message';
import { childNamed, childrenNamed, type MarkupElement, textOf } from './markup-tree';

export interface QtiKey {
  /** Identifiers of the choices that are right. */
  readonly correct: ReadonlySet<string>;
  readonly line: number | null;
  readonly messages: readonly ImportMessage[];
}

/** Reads the key from what is declared as correct, or else from what earns points. `letterOf` names a choice for messages. */
export function readQtiKey(
  declaration: MarkupElement | null,
  isSingle: boolean,
  place: Place,
  letterOf: (identifier: string) => string,
): QtiKey {
  if (declaration === null) return { correct: new Set(), line: null, messages: [] };
  const declared = childNamed(declaration, 'correctresponse');
  const values =
    declared === null ? [] : childrenNamed(declared, 'value').map((value) => textOf(value).trim());
  const entries = mapEntries(childNamed(declaration, 'mapping'));
  const earning = entries.filter(({ points }) => points > 0);
  const best = earning.reduce((most, { points }) => Math.max(most, points), 0);
  const top = earning.filter(({ points }) => points === best).map(({ key }) => key);
  const mapped = isSingle ? top : earning.map(({ key }) => key);
  const correct = values.length > 0 ? values : mapped;
  const isCorrect = new Set(correct);
  const words = (keys: readonly string[]): string => listInWords(keys.map(letterOf));
  const messages: ImportMessage[] = [];
  if (isSingle && correct.length > 1) {
    const message = `Any one of ${words(correct)} is taken as right, which a key here can’t say: it is what has to be chosen. Leave one of them.`;
    messages.push(importMessage('key/unreadable', place, message));
  }
  const partly = earning.filter(({ key, points }) => !isCorrect.has(key) || points !== best);
  if (partly.length > 0) {
    const message = `The source gives other points for ${words(partly.map(({ key }) => key))}. Here only the whole key counts: ${words(correct)}.`;
    messages.push(importMessage('key/partial-credit', place, message));
  }
  const costly = entries.filter(({ points }) => points < 0).map(({ key }) => key);
  if (costly.length > 0) {
    const message = `In the source choosing ${words(costly)} costs points. Here a wrong choice makes the question wrong and costs nothing more.`;
    messages.push(importMessage('key/partial-credit', place, message));
  }
  return { correct: isCorrect, line: (declared ?? declaration).line, messages };
}

function mapEntries(
  mapping: MarkupElement | null,
): readonly { readonly key: string; readonly points: number }[] {
  if (mapping === null) return [];
  return childrenNamed(mapping, 'mapentry').flatMap(({ attributes }) => {
    const points = Number(attributes.mappedvalue ?? '');
    return Number.isFinite(points) ? [{ key: (attributes.mapkey ?? '').trim(), points }] : [];
  });
}
