import type { ImportMessage } from '../message';
import type { ParsedItem, ParsedPost } from '../parsed-post';
import { checkKeyLine, keyOf, statesOther } from './check-key-line';
import { fault } from './fault';
import { announcesKey, bareLine } from './stated-key';
import { optionRuns, type TextLine } from './text-lines';

/**
 * What holds between the lines of a post and what was made of them: every line that looks like a key, a head or options belongs to a
 * question, and to one only.
 */
export function checkLines(post: ParsedPost, lines: readonly TextLine[]): readonly ImportMessage[] {
  if (post.items.length === 0) return [];
  const messages: ImportMessage[] = [];
  let next = 0;
  let after = 0;
  for (const [index, item] of post.items.entries()) {
    next = firstFrom(lines, after, item.firstLine);
    for (const message of checkOutside(post, lines.slice(after, next))) messages.push(message);
    after = firstFrom(lines, next, item.lastLine + 1);
    const end = firstFrom(lines, after, post.items[index + 1]?.firstLine ?? Number.POSITIVE_INFINITY);
    const own = lines.slice(next, after);
    const following = lines.slice(after, end).filter((line) => isLeft(post, line));
    for (const message of checkItemLines(post, item, index, [...own, ...following])) messages.push(message);
    after = end;
  }
  for (const message of checkOutside(post, lines.slice(after))) messages.push(message);
  return [...messages, ...checkCutOff(post, lines), ...checkShifted(post, lines), ...checkShared(post)];
}

function firstFrom(lines: readonly TextLine[], from: number, line: number): number {
  let at = from;
  while (at < lines.length && (lines[at]?.at ?? 0) + 1 < line) at += 1;
  return at;
}

const isLeft = (post: ParsedPost, { at }: TextLine): boolean => post.lineKinds[at] === 'unrecognised';
const isDropped = (post: ParsedPost, line: TextLine): boolean =>
  isLeft(post, line) || post.lineKinds[line.at] === 'noise';

/** Above the first question: options and keys there have lost their head. */
function checkOutside(post: ParsedPost, lines: readonly TextLine[]): readonly ImportMessage[] {
  const dropped = lines.filter((line) => isDropped(post, line));
  const found =
    dropped.find(({ key, text }) => key !== null || announcesKey(text)) ?? optionRuns(dropped)[0]?.first;
  if (found === undefined) return [];
  const parameters = { found: bareLine(found.text) };
  return [fault('post/lost-question', { line: found.at + 1 }, parameters)];
}

function checkItemLines(
  post: ParsedPost,
  item: ParsedItem,
  index: number,
  lines: readonly TextLine[],
): readonly ImportMessage[] {
  const second = [
    findOtherKey(post, item, lines),
    findHead(item, lines),
    findOptions(item, lines),
    findQuestion(item, lines),
  ]
    .filter((line) => line !== undefined)
    .sort((one, other) => one.at - other.at)[0];
  const lost = findLost(post, item, lines);
  return [
    ...checkKeyLine(item, index, lines),
    ...(second === undefined
      ? []
      : [
          fault(
            'item/holds-question',
            { line: second.at + 1, item: index },
            {
              number: item.number,
              found: bareLine(second.text),
            },
          ),
        ]),
    ...(lost === undefined
      ? []
      : [
          fault(
            'item/text-lost',
            { line: lost.at + 1, item: index },
            {
              number: item.number,
              found: bareLine(lost.text),
            },
          ),
        ]),
  ];
}

/** A key that isn't the question's, or the same once more behind further options. */
function findOtherKey(post: ParsedPost, item: ParsedItem, lines: readonly TextLine[]): TextLine | undefined {
  const before = item.keyLine ?? item.options[0]?.line ?? 0;
  const run = optionRuns(lines).find(({ first }) => first.at + 1 > before && !explains(item, first));
  return lines.find((line) => {
    if (line.key === null || line.at + 1 === item.keyLine) return false;
    // Letters below their caption have the line of the letters.
    if (item.keyLine !== null && line.at + 1 < item.keyLine && line.at + 4 >= item.keyLine) return false;
    if (isLeft(post, line)) return true;
    if (line.key.rest.length > 80) return false;
    if (statesOther(item, line)) return keyOf(item).length > 0;
    return run !== undefined && run.last.at < line.at;
  });
}

/** The run is the explanations of the question. */
function explains(item: ParsedItem, first: TextLine): boolean {
  return item.options.some(({ rationaleLine }) => rationaleLine === first.at + 1);
}

function findHead(item: ParsedItem, lines: readonly TextLine[]): TextLine | undefined {
  return lines.find(({ at, head }) => {
    if (head === null || at + 1 <= item.firstLine || head === item.sourceId) return false;
    return Number(head) !== item.number && !(at + 1 <= item.firstLine + 2 && /\d$/.test(item.sourceId ?? ''));
  });
}

/** Options begin anew twice behind the key: once may be the explanations, twice is another question. */
function findOptions(item: ParsedItem, lines: readonly TextLine[]): TextLine | undefined {
  const last = item.keyLine ?? item.options.at(-1)?.line ?? 0;
  const runs = optionRuns(lines).filter(
    ({ first, labels }) => first.at + 1 > last && !first.isBareOption && labels.length >= item.options.length,
  );
  return runs.length > 1 ? runs[1]?.first : undefined;
}

/** "Which ...?", also with "(Choose two.)" behind it. */
const ASKS = /[?？]\s{0,3}(?:[(（[][^()?]{0,40}[)）\]])?["”’)*_\s]{0,4}$/u;

/** "Why are the others wrong?" heads explanations. */
const ABOUT_OPTIONS =
  /^\W{0,8}(?:why|warum|wieso|pourquoi|por qué|perché|почему|为什么|なぜ)|\b(?:options?|answers?|distractors?|wrong|incorrect|antwort(?:en)?|falsch)\b/iu;

/** The last option and the key on one line. */
const GLUED_KEY =
  /\s(?:answer|ans|antwort|réponse|respuesta)s?\s{0,2}(?:[:=]|\bis\b|\bare\b)\s{0,2}(?:[A-J]|\d{1,2})[\s*_.]{0,4}$/iu;

/** Numbers or boxes, as options without letters have. */
const isListed = (one: TextLine, other: TextLine | undefined): boolean =>
  other !== undefined &&
  ((one.option === 'A' && other.option === 'B') ||
    (/^\s{0,12}\(?1[.)]\s/.test(one.text) && /^\s{0,12}\(?2[.)]\s/.test(other.text)) ||
    (BOX.test(one.text) && BOX.test(other.text)));
const BOX = /^\s{0,12}(?:[-*+]\s)?(?:\[[ xX]?\]|[□☐☑○●])\s/u;

/** Behind the key, a line that asks something with options below it. */
function findQuestion(item: ParsedItem, lines: readonly TextLine[]): TextLine | undefined {
  const last = Math.max(item.keyLine ?? 0, item.options.at(-1)?.line ?? 0);
  const runs = new Set(optionRuns(lines).map(({ first }) => first));
  return lines.find((line, at) => {
    const below = lines[at + 1];
    if (line.at + 1 <= last || below === undefined) return false;
    if (GLUED_KEY.test(line.text) && (line.option !== null || ENTRY.test(line.text))) return true;
    if (!runs.has(below) && !isListed(below, lines[at + 2])) return false;
    return ASKS.test(line.text.slice(-80)) && !ABOUT_OPTIONS.test(line.text);
  });
}

/** A line between the options and the key that nothing understood, and that begins as an option may. */
const ENTRY = /^\s{0,40}(?:[-*+•▪◦○●□☐]\s|[-*_]{0,3}\(?(?:[A-Za-z]|\d{1,2}|[ivx]{2,4})\s?[.)\]:–-])/u;

function findLost(post: ParsedPost, item: ParsedItem, lines: readonly TextLine[]): TextLine | undefined {
  const from = item.options[0]?.line ?? item.firstLine;
  const to = item.keyLine ?? 0;
  return lines.find((line) => {
    if (!isLeft(post, line)) return false;
    const isBetween = line.at + 1 > from && line.at + 1 < to;
    return line.option !== null ? !line.isBareOption || isBetween : isBetween && ENTRY.test(line.text);
  });
}

/** A question without options above one whose head has no number: a label within a question was taken for its head. */
function checkCutOff(post: ParsedPost, lines: readonly TextLine[]): readonly ImportMessage[] {
  const byLine = new Map(lines.map((line) => [line.at + 1, line]));
  return post.items.flatMap((item, index) => {
    const previous = post.items[index - 1];
    if (previous === undefined || previous.options.length > 0 || item.options.length === 0) return [];
    const head = byLine.get(item.firstLine);
    if (head === undefined || /\d/.test(bareLine(head.text).slice(0, 20))) return [];
    const parameters = { number: item.number, previous: previous.number };
    return [fault('item/cut-off', { line: item.firstLine, item: index }, parameters)];
  });
}

function keyDoubt(item: ParsedItem, index: number, why: 'above' | 'shared', found: string): ImportMessage {
  const parameters = { number: item.number, read: keyOf(item), found, why };
  return fault('key/part-unread', { line: item.firstLine, item: index }, parameters);
}

/** A key above the first question and none for the last: all keys may belong to the question below them. */
function checkShifted(post: ParsedPost, lines: readonly TextLine[]): readonly ImportMessage[] {
  const last = post.items.at(-1);
  if (last === undefined || keyOf(last).length > 0) return [];
  const first = post.items[0]?.firstLine ?? 1;
  const above = lines.find((line) => line.at + 1 < first && line.key !== null && isDropped(post, line));
  if (above === undefined) return [];
  return post.items.flatMap((item, index) =>
    keyOf(item).length === 0 ? [] : [keyDoubt(item, index, 'above', bareLine(above.text))],
  );
}

/** A list of answers with fewer entries than there are questions of that number could mean any of them. */
function checkShared({ items }: ParsedPost): readonly ImportMessage[] {
  const unkeyed = new Set(items.flatMap((item) => (keyOf(item).length === 0 ? [item.number] : [])));
  return items.flatMap((item, index) => {
    const isListed = item.keyLine !== null && (item.keyLine > item.lastLine || item.keyLine < item.firstLine);
    return isListed && unkeyed.has(item.number)
      ? [keyDoubt(item, index, 'shared', `Question ${item.number}`)]
      : [];
  });
}
