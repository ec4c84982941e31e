import { normaliseForMatching } from '../text/canonical';
import { type ImportMessage, importMessage } from './message';
import type { ParsedItem } from './parsed-post';

/** What is compared, whatever the format. `index` is the item's place in the post. */
export type ComparedItem = Pick<ParsedItem, 'number' | 'stem' | 'options' | 'firstLine'> & {
  readonly index: number;
};

/** What only shows when the items of one post are compared: numbers used twice, items given twice, keys that differ. */
export function checkPost(items: readonly ComparedItem[]): readonly ImportMessage[] {
  const messages: ImportMessage[] = [];
  const byNumber = new Map<number, ComparedItem>();
  const byContent = new Map<string, ComparedItem>();
  for (const item of items) {
    const sameNumber = byNumber.get(item.number);
    if (sameNumber === undefined) byNumber.set(item.number, item);
    else {
      const message = `Question ${item.number} was already used in line ${sameNumber.firstLine}. Both were kept; give this one a number of its own.`;
      messages.push(
        importMessage('item/repeated-number', { line: item.firstLine, item: item.index }, message),
      );
    }
    const content = contentOf(item);
    const twin = byContent.get(content);
    if (twin === undefined) byContent.set(content, item);
    else messages.push(compareTwins(item, twin));
  }
  return messages;
}

/** Stem and options, whatever their order. */
function contentOf(item: ComparedItem): string {
  const options = item.options.map((option) => normaliseForMatching(option.text)).sort();
  return JSON.stringify([normaliseForMatching(item.stem), options]);
}

function compareTwins(item: ComparedItem, twin: ComparedItem): ImportMessage {
  const place = { line: item.firstLine, item: item.index };
  const where = `question ${twin.number} in line ${twin.firstLine}`;
  if (keyTexts(item) === keyTexts(twin)) {
    return importMessage(
      'item/duplicate',
      place,
      `This is ${where} again. It is imported once; delete one of them.`,
    );
  }
  const message = `This is ${where} again with another key. Decide which key is right and delete the other question.`;
  return importMessage('item/conflicting-key', place, message);
}

function keyTexts(item: ComparedItem): string {
  const texts = item.options
    .filter((option) => option.correct)
    .map((option) => normaliseForMatching(option.text));
  return JSON.stringify(texts.sort());
}
