import type { StructuredItem } from '../finish-structured-post';
import { type ImportMessage, importMessage, type QuickFix, quote } from '../message';
import type { ParsedStimulus } from '../parsed-post';
import { childNamed, type MarkupElement, textOf } from './markup-tree';

/** A tag such as `stimulus:Passage 1` ties a question to the description of that name. Moodle itself has no such tie. */
export const STIMULUS_TAG = 'stimulus:';

export interface MoodleDescription {
  readonly element: MarkupElement;
  readonly name: string;
  /** In the dialect. */
  readonly text: string;
  /** How many items stand before it. */
  readonly after: number;
}

/** A question that can be imported, with the stimulus that its tags name. */
export interface MoodleItem {
  readonly item: StructuredItem;
  readonly element: MarkupElement;
  readonly stimulusName: string | null;
}

export interface DescriptionBinding {
  readonly stimuli: readonly ParsedStimulus[];
  /** By index of the item. */
  readonly stimulusOf: readonly (number | null)[];
  readonly unbound: readonly MarkupElement[];
  readonly messages: readonly ImportMessage[];
}

/**
 * A description belongs to the questions whose tag names it, and to no other: in a bank of Moodle's the order says nothing. One
 * that nobody names is reported, with a repair for when it is the background of what follows.
 */
export function bindDescriptions(
  descriptions: readonly MoodleDescription[],
  items: readonly MoodleItem[],
): DescriptionBinding {
  const wanted = new Set(items.map(({ stimulusName }) => stimulusName));
  const bound = descriptions.filter((description) => namesOf(description).some((name) => wanted.has(name)));
  const index = new Map(bound.flatMap((one, at) => namesOf(one).map((name) => [name, at] as const)));
  const isBound = new Set(bound);
  const unbound = descriptions.filter((description) => !isBound.has(description));
  const messages = descriptions.flatMap((description, at) => {
    if (isBound.has(description)) return [];
    return [unboundMessage(description, items.slice(description.after, descriptions[at + 1]?.after))];
  });
  for (const [item, { stimulusName, element }] of items.entries()) {
    if (stimulusName === null || index.has(stimulusName)) continue;
    const message = `This question asks for the description ${quote(stimulusName)}, which the file doesn’t hold. It is imported without it.`;
    messages.push(importMessage('stimulus/unbound', { line: element.line, item }, message));
  }
  return {
    stimuli: bound.map(({ element, text }) => ({
      text,
      firstLine: element.line,
      lastLine: element.end.line,
    })),
    stimulusOf: items.map(({ stimulusName }) => index.get(stimulusName ?? '') ?? null),
    unbound: unbound.map(({ element }) => element),
    messages,
  };
}

function namesOf({ element, name }: MoodleDescription): readonly string[] {
  const id = childNamed(element, 'idnumber');
  return [...(id === null ? [] : [textOf(id).trim()]), name].filter((candidate) => candidate !== '');
}

function unboundMessage(description: MoodleDescription, following: readonly MoodleItem[]): ImportMessage {
  const name = namesOf(description)[0] ?? '';
  const message = `The description ${quote(name)} belongs to no question: Moodle’s file doesn’t say to which. It is left out. If it is the background of the questions below it, tie them to it.`;
  return importMessage('stimulus/unbound', description.element, message, fixes(name, following));
}

function fixes(name: string, following: readonly MoodleItem[]): readonly QuickFix[] {
  if (name === '' || following.length === 0) return [];
  const escaped = name.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const text = `<tags><tag><text>${STIMULUS_TAG}${escaped}</text></tag></tags>`;
  const edits = following.map(({ element: { end } }) => {
    return { line: end.line, column: end.column, endLine: end.line, endColumn: end.column, text };
  });
  const count = following.length === 1 ? 'the next question' : `the next ${following.length} questions`;
  return [{ label: `Use it as background of ${count}`, edits }];
}
