import type { ImportMessage } from '../message';
import type { ParsedPost } from '../parsed-post';
import type { SourceFormat } from '../source-format';
import { checkLines } from './check-lines';
import { checkTexts, questionIn } from './check-texts';
import { checkVerdicts } from './check-verdicts';
import { fault } from './fault';
import { linesOf } from './text-lines';

/** Formats whose lines a person writes as a post: there a line may be lost, or land in the wrong question. */
const WRITTEN: readonly SourceFormat[] = ['scenario-post', 'html', 'docx', 'aiken'];

/**
 * What holds for every reading, whatever the reader did: a key that was half read or a question that ended in the text of another one is an
 * error, and never a surprise for learners. The conditions know nothing of the readers and read the source anew, so that a fault of a
 * reader doesn't hide itself. Linear in the length of the source.
 */
export function holdPostConditions(
  post: ParsedPost,
  { text, format }: { readonly text: string; readonly format: SourceFormat },
): ParsedPost {
  const said = alreadySaid(post.messages);
  const seen = new Set<string>();
  // One of a kind is enough to block a question, and to send a person there.
  const isFirst = ({ item, code }: ImportMessage): boolean => {
    const mark = `${item}/${code}`;
    return item === null || (!seen.has(mark) && seen.add(mark) !== undefined);
  };
  const isWritten = WRITTEN.includes(format);
  const lines = isWritten ? linesOf(text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/)) : [];
  const broken = [
    ...checkStimuli(post),
    ...(isWritten ? checkLines(post, lines) : []),
    ...post.items.flatMap((item, index) => [...checkTexts(post, item, index), ...checkVerdicts(item, index)]),
  ].filter((message) => !isSaid(said.get(message.item ?? -1), message.code) && isFirst(message));
  if (broken.length === 0) return post;
  const blocked = new Set(broken.map(({ item }) => item));
  const messages = [...post.messages, ...broken].sort(
    (one, other) => one.line - other.line || one.column - other.column,
  );
  return {
    ...post,
    items: post.items.map((item, index) => (blocked.has(index) ? { ...item, ready: false } : item)),
    messages,
  };
}

/** Error codes by item. */
function alreadySaid(messages: readonly ImportMessage[]): ReadonlyMap<number, ReadonlySet<string>> {
  const said = new Map<number, Set<string>>();
  for (const { level, item, code } of messages) {
    if (level !== 'error' || item === null) continue;
    const codes = said.get(item);
    if (codes === undefined) said.set(item, new Set([code]));
    else codes.add(code);
  }
  return said;
}

/** A question of an unsupported kind has said it all; and nothing is said twice. */
function isSaid(said: ReadonlySet<string> | undefined, code: string): boolean {
  if (said === undefined) return false;
  if (code === 'item/holds-question' && said.has('key/repeated')) return true;
  return said.has(code) || said.has('item/unsupported') || said.has('item/flash-card');
}

/** A background holds neither options nor a key. It is said where it begins, and blocks every question that it serves. */
function checkStimuli({ stimuli, items }: ParsedPost): readonly ImportMessage[] {
  const byStimulus = new Map<number | null, number[]>();
  for (const [index, { stimulus }] of items.entries()) {
    const known = byStimulus.get(stimulus);
    if (known === undefined) byStimulus.set(stimulus, [index]);
    else known.push(index);
  }
  return stimuli.flatMap((stimulus, at) => {
    const found = questionIn(stimulus.text);
    if (found === null) return [];
    const line = Math.min(stimulus.lastLine, stimulus.firstLine + found.at);
    const served = byStimulus.get(at) ?? [];
    const parameters = { line: stimulus.firstLine, part: found.part };
    return (served.length === 0 ? [null] : served).map((item) =>
      fault('stimulus/holds-question', { line, item }, parameters),
    );
  });
}
