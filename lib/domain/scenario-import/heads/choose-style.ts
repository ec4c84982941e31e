import type { ReadLine } from '../read-line';
import { HEAD_STYLES, type HeadCandidate, type HeadStyle, readCandidate, stylesOf } from './head-styles';
import type { OptionPlaces } from './option-places';

export interface ChosenHeads {
  readonly style: HeadStyle;
  readonly heads: readonly HeadCandidate[];
}

/**
 * Finds out how a post marks its questions: the style whose heads own the most runs of options, where a run belongs to the
 * nearest head above it.
 */
export function chooseStyle(lines: readonly ReadLine[], places: OptionPlaces): ChosenHeads {
  const byStyle = readCandidates(lines);
  const choices = HEAD_STYLES.filter((style) => style !== 'none').map((style) => ({
    style,
    ...withOwners(style, lines, byStyle.get(style) ?? [], places),
  }));
  const best = choices.reduce((one, other) => (other.owners > one.owners ? other : one));
  const question = choices[0];
  if (best.owners > 0) {
    const numbered = choices.find(({ style }) => style === 'heading-number')?.heads ?? [];
    return best.style === 'question'
      ? withNumbers(best, numbered, places)
      : withQuestions(best, question?.heads ?? []);
  }
  // Nothing has options: cards, open questions and kinds that can't be imported still have heads.
  const fallback = choices.find(({ style, heads }) => heads.length > 0 && isUnmistakable(style, heads));
  return fallback ?? { style: 'none', heads: [] };
}

function isUnmistakable(style: HeadStyle, heads: readonly HeadCandidate[]): boolean {
  if (style === 'caption') return heads.length > 1 || heads.some(({ rest }) => rest !== '');
  return style === 'question' || style === 'item-id';
}

/** Reads every line in the styles that its first character allows. */
function readCandidates(lines: readonly ReadLine[]): ReadonlyMap<HeadStyle, readonly HeadCandidate[]> {
  const byStyle = new Map<HeadStyle, HeadCandidate[]>(HEAD_STYLES.map((style) => [style, []]));
  for (const [index, line] of lines.entries()) {
    if (line.code) continue;
    for (const style of stylesOf(line)) {
      const candidate = readCandidate(style, line);
      if (candidate !== null) byStyle.get(style)?.push({ ...candidate, index });
    }
  }
  return byStyle;
}

/** Heads in words stay heads where another style is the rule. */
function withQuestions(best: ChosenHeads, questions: readonly HeadCandidate[]): ChosenHeads {
  if (questions.length === 0 || best.style === 'question') return best;
  const taken = new Set(best.heads.map(({ index }) => index));
  const heads = [...best.heads, ...questions.filter(({ index }) => !taken.has(index))];
  return { style: best.style, heads: heads.sort((one, other) => one.index - other.index) };
}

/**
 * Among heads such as "## Q51. ..." one may have lost its word: "## 52. ..." has options, and goes on counting where a number
 * is missing or behind the last of them. Other numbered headings count the parts of a text, or chapters.
 */
function withNumbers(
  best: ChosenHeads,
  numbered: readonly HeadCandidate[],
  places: OptionPlaces,
): ChosenHeads {
  const heads: HeadCandidate[] = [];
  let next = 0;
  const takeUntil = (following: HeadCandidate | null): void => {
    const end = following?.index ?? Number.POSITIVE_INFINITY;
    for (; (numbered[next]?.index ?? end) < end; next += 1) {
      const candidate = numbered[next];
      if (candidate === undefined || candidate.number !== (heads.at(-1)?.number ?? 0) + 1) continue;
      const isMissing = following === null || (following.number ?? 0) > candidate.number;
      if (isMissing && hasOptions(places, candidate.index, end)) heads.push(candidate);
    }
  };
  for (const head of best.heads) {
    takeUntil(head);
    while (numbered[next]?.index === head.index) next += 1;
    heads.push(head);
  }
  takeUntil(null);
  return { style: best.style, heads };
}

/** Options begin between a line and the next head. */
function hasOptions({ letters, numbers }: OptionPlaces, from: number, to: number): boolean {
  return [letters, numbers].some((places) => {
    const place = firstAfter(places, from);
    return place !== undefined && place < to;
  });
}

function firstAfter(places: readonly number[], index: number): number | undefined {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] ?? 0) <= index) low = middle + 1;
    else high = middle;
  }
  return places[low];
}

interface Owned {
  readonly heads: readonly HeadCandidate[];
  readonly owners: number;
}

function withOwners(
  style: HeadStyle,
  lines: readonly ReadLine[],
  all: readonly HeadCandidate[],
  places: OptionPlaces,
): Owned {
  if (style === 'number-dot' || style === 'number-bracket') {
    const candidates = withoutLists(lines, all, places.letters);
    const other = style === 'number-dot' ? places.brackets : places.dots;
    const owners = moreOf(ownersOf(candidates, places.letters), ownersOf(candidates, other));
    return { heads: withGaps(lines, candidates, owners), owners: owners.length };
  }
  const owners = moreOf(ownersOf(all, places.letters), ownersOf(all, places.numbers));
  if (style === 'heading') return { heads: owners, owners: owners.length };
  if (style === 'id')
    return owners.length < 2 ? { heads: [], owners: 0 } : { heads: all, owners: owners.length };
  return { heads: all, owners: owners.length };
}

function moreOf<T>(one: readonly T[], other: readonly T[]): readonly T[] {
  return other.length > one.length ? other : one;
}

/** The candidates below which, before the next one, options stand. */
function ownersOf(candidates: readonly HeadCandidate[], places: readonly number[]): readonly HeadCandidate[] {
  let place = 0;
  return candidates.filter((candidate, at) => {
    while (place < places.length && (places[place] ?? 0) <= candidate.index) place += 1;
    return (
      (places[place] ?? Number.POSITIVE_INFINITY) < (candidates[at + 1]?.index ?? Number.POSITIVE_INFINITY)
    );
  });
}

/** Members of an ordered list count up without a blank line or an option between them; heads don't. */
function withoutLists(
  lines: readonly ReadLine[],
  candidates: readonly HeadCandidate[],
  letters: readonly number[],
): readonly HeadCandidate[] {
  const isOption = new Set(letters);
  const member = new Array<boolean>(candidates.length).fill(false);
  for (const [at, candidate] of candidates.entries()) {
    const next = candidates[at + 1];
    if (next === undefined || next.number !== (candidate.number ?? 0) + 1) continue;
    let isList = true;
    for (let index = candidate.index + 1; index < next.index && isList; index += 1) {
      isList = lines[index]?.shape.type === 'text' && !isOption.has(index);
    }
    if (isList) member[at] = member[at + 1] = true;
  }
  return candidates.filter((_, at) => member[at] !== true);
}

/** Owners, and between them what continues their numbers, stands apart and has a key: a question of another kind. */
function withGaps(
  lines: readonly ReadLine[],
  candidates: readonly HeadCandidate[],
  owners: readonly HeadCandidate[],
): readonly HeadCandidate[] {
  if (owners.length === 0) return [];
  const isOwner = new Set(owners.map(({ index }) => index));
  const heads: HeadCandidate[] = [];
  let next = 0;
  for (const candidate of candidates) {
    while ((owners[next]?.index ?? Number.POSITIVE_INFINITY) < candidate.index) next += 1;
    const following = owners[next]?.number ?? Number.POSITIVE_INFINITY;
    const number = candidate.number ?? 0;
    const continues =
      number === (heads.at(-1)?.number ?? 0) + 1 && following > number && standsApart(lines, candidate.index);
    if (isOwner.has(candidate.index) || continues) heads.push(candidate);
  }
  return heads;
}

function standsApart(lines: readonly ReadLine[], index: number): boolean {
  const above = lines[index - 1]?.shape.type;
  return above === undefined || above === 'blank' || above === 'rule' || above === 'section';
}
