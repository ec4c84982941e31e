import { goesOnWithVerb } from './letter-words';

/** A letter in prose that means an option: where it stands and which labels it stands for. */
export interface LetterReference {
  readonly start: number;
  readonly end: number;
  /** One label; several for a range such as "B–D", which means nothing once options are shuffled. */
  readonly labels: readonly string[];
}

interface Letter {
  readonly label: string;
  readonly start: number;
  readonly end: number;
}

/** Letters joined into one list: "A", "A and C", "B, C or D", "B–D". */
interface Group {
  readonly letters: Letter[];
  isRange: boolean;
  readonly start: number;
  end: number;
}

const LETTER =
  /(?<![\p{L}\p{N}_'’$#@&+./\\-])[A-J](?![\p{L}\p{N}_$#@+\\/*]|-\p{L}|\.\p{L}|'\p{L}(?<!'s)|’\p{L}(?<!’s))/gu;
const JOIN =
  /^\)?\s{0,3}(?:,\s{0,3}(?:and|or)\s{1,3}|,\s{0,3}|(?:and|or|nor|&)\s{1,3})(?:options?\s{1,3})?\(?$/i;
const RANGE_JOIN = /^\s{0,2}(?:[-–—]|to|through)\s{0,2}$/i;

/** How far the text on either side is looked at; a bound keeps long paragraphs linear. */
const LOOK = 48;

/**
 * Finds the letters of a paragraph that mean options of its item: "A is correct", "unlike option B", "Both B and C",
 * "Options A, C and D are", "(B)". The article "A", "Plan B", "table A", "C++", "A/B testing" and letters that no option has
 * stay text. When in doubt a lone letter stays text.
 */
export function findReferences(text: string, labels: ReadonlySet<string>): readonly LetterReference[] {
  const letters: Letter[] = [];
  for (const match of text.matchAll(LETTER)) {
    letters.push({ label: match[0], start: match.index, end: match.index + 1 });
  }
  return groupLetters(text, letters).flatMap((group) => {
    if (!group.letters.every((letter) => labels.has(letter.label))) return [];
    return meansOptions(text, group) ? toReferences(group, labels) : [];
  });
}

function groupLetters(text: string, letters: readonly Letter[]): readonly Group[] {
  const groups: Group[] = [];
  for (const letter of letters) {
    const open = groups.at(-1);
    const between =
      open === undefined || letter.start - open.end > 20 ? null : text.slice(open.end, letter.start);
    const isRange = between !== null && RANGE_JOIN.test(between) && open?.letters.length === 1;
    if (open !== undefined && between !== null && !open.isRange && (isRange || JOIN.test(between))) {
      open.letters.push(letter);
      open.isRange = isRange;
      open.end = letter.end;
    } else groups.push({ letters: [letter], isRange: false, start: letter.start, end: letter.end });
  }
  return groups;
}

const NOUN_BEFORE =
  /(?:^|[^\p{L}])(?:options?|choices?|answers?|alternatives?|distractors?)(?:\s{1,3}(?:is|are))?:?\s{1,3}\(?$/iu;
const PAIR_BEFORE = /(?:^|[^\p{L}])(?:both|either|neither)\s{1,3}\(?$/iu;
const CONNECTOR_BEFORE =
  /(?:^|[^\p{L}])(?:unlike|than|versus|vs\.?|while|whereas|because|since|although|though|but|so|and|or|only|not|that|see|therefore|thus|hence|however,|also|choose|select|pick|why)\s{1,3}$/iu;
const SENTENCE_BEFORE = /(?:^|[.!?:;(—–\n]["”’']?\s{0,4}|["“‘'(])$/u;
const END_AFTER = /^["”’']?(?:$|[.,;:!?)—–\n])/u;

function meansOptions(text: string, group: Group): boolean {
  const before = text.slice(Math.max(0, group.start - LOOK), group.start);
  const after = text.slice(group.end, group.end + LOOK);
  const first = group.letters[0]?.label ?? '';
  if (NOUN_BEFORE.test(before)) return nounApplies(first, before, after, group);
  if (PAIR_BEFORE.test(before)) return group.letters.length > 1;
  // A range without "options" is a way or a scale: "from A to D".
  if (group.isRange) return false;
  if (before.endsWith('(') && after.startsWith(')')) return isParenthesised(before, after, group);
  const words = after.trimStart();
  const goesOn = /^['’]s\s/.test(after) || (/^\s/.test(after) && verbFollows(group, words));
  if (SENTENCE_BEFORE.test(before)) return goesOn;
  if (!CONNECTOR_BEFORE.test(before)) return false;
  return goesOn || END_AFTER.test(after) || /^(?:and|or|which|because|in|instead)\b/.test(words);
}

function verbFollows(group: Group, words: string): boolean {
  const label = group.letters.length > 1 ? 'B' : (group.letters[0]?.label ?? 'A');
  return goesOnWithVerb(label, words);
}

/** "option B", "options A and C", "the answer is B"; but "answer A question" and "the answer is A data lake" are prose. */
function nounApplies(first: string, before: string, after: string, group: Group): boolean {
  const plain = /(?:options?|choices?|alternatives?|distractors?)\s{1,3}\(?$/i.test(before);
  if (group.letters.length > 1 || (plain && first !== 'A')) return true;
  const words = after.trimStart();
  if (END_AFTER.test(after) || /^['’]s\s/.test(after) || goesOnWithVerb(first, words)) return true;
  return plain && /^(?:and|or|which|because|as|in|only|too|also|can|will|may|might|must|uses|\()/.test(words);
}

/** "(B)" means an option, unless it abbreviates the word before ("bytes (B)") or is a sign ("(C) 2024"). */
function isParenthesised(before: string, after: string, group: Group): boolean {
  const letter = group.letters[0]?.label ?? '';
  const word = /(?<!\p{L})(\p{L}{1,48})\s{0,2}\($/u.exec(before)?.[1];
  const abbreviates = word !== undefined && word.length > 1 && word.charAt(0).toUpperCase() === letter;
  return group.letters.length > 1 || (!abbreviates && !/^\)\s{0,2}\d{4}/.test(after));
}

function toReferences(group: Group, labels: ReadonlySet<string>): readonly LetterReference[] {
  const [first, last] = [group.letters[0], group.letters.at(-1)];
  if (!group.isRange || first === undefined || last === undefined) {
    return group.letters.map(({ label, start, end }) => ({ start, end, labels: [label] }));
  }
  const within = [...labels].filter((label) => label >= first.label && label <= last.label).sort();
  return within.length < 2 ? [] : [{ start: group.start, end: group.end, labels: within }];
}
