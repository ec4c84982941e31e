import type { ReadLine } from '../read-line';

/** Where options seem to begin, as far as single lines tell: enough to see which lines can be heads. */
export interface OptionPlaces {
  /** Line indexes at which options seem to begin anew: at A, at a box, or at 1 where that is the rule. */
  readonly starts: readonly number[];
  /** Line indexes at which a line with one label is followed by one with another, in order. */
  readonly letters: readonly number[];
  readonly dots: readonly number[];
  readonly brackets: readonly number[];
  /** Dots and brackets together. */
  readonly numbers: readonly number[];
}

interface Place {
  readonly index: number;
  readonly label: string;
}

const NUMBER = /^(\s{0,12})(\d{1,2})([.)])\s{1,4}\S/;
const BOX = /^\s{0,12}(?:[-*+]|\d{1,2}[.)])\s{0,4}\[\s{0,3}[xX]?\s{0,3}\]\s/;

export function findOptionPlaces(lines: readonly ReadLine[]): OptionPlaces {
  const letters: Place[] = [];
  const dots: Place[] = [];
  const brackets: Place[] = [];
  for (const [index, line] of lines.entries()) {
    if (line.code || line.shape.type !== 'text') continue;
    const { option } = line;
    if (option !== null) letters.push({ index, label: option.label.toUpperCase() });
    else if (BOX.test(line.text.slice(0, 40))) {
      letters.push({ index, label: `box ${index}` });
      continue;
    }
    const number = NUMBER.exec(line.text.slice(0, 40));
    if (number !== null) (number[3] === '.' ? dots : brackets).push({ index, label: number[2] ?? '' });
  }
  const isFirst = ({ label }: Place): boolean => label === 'A' || label.startsWith('box');
  const starts = startsOf(letters, isFirst);
  const numbered = [...startsOf(dots, isOne), ...startsOf(brackets, isOne)];
  return {
    starts: numbered.length > starts.length ? numbered : starts,
    letters: pairs(letters),
    dots: pairs(dots),
    brackets: pairs(brackets),
    numbers: pairs([...dots, ...brackets].sort((one, other) => one.index - other.index)),
  };
}

function isOne({ label }: Place): boolean {
  return label === '1';
}

function startsOf(places: readonly Place[], isFirst: (place: Place) => boolean): readonly number[] {
  const first = new Set(places.filter(isFirst).map(({ index }) => index));
  return pairs(places).filter((index) => first.has(index));
}

function pairs(places: readonly Place[]): readonly number[] {
  return places
    .filter(({ label }, at) => (places[at + 1]?.label ?? label) !== label)
    .map(({ index }) => index);
}
