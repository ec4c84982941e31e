import { findBare } from './gift-text';

export interface GiftAnswer {
  readonly isRight: boolean;
  /** Percentage that the author wrote, null when there is none. */
  readonly weight: number | null;
  /** Still escaped. */
  readonly text: string;
  readonly feedback: string | null;
  /** Offsets in the block. */
  readonly at: number;
  readonly feedbackAt: number;
}

export interface GiftAnswers {
  readonly answers: readonly GiftAnswer[];
  readonly general: string | null;
  /** Offsets of marks that were read as text because no answer can begin there. */
  readonly bareMarks: readonly number[];
}

export type GiftKind = 'choice' | 'true-false' | 'short answer' | 'numerical' | 'matching' | 'essay';

/** What the braces hold, by their content. */
export function kindOf(content: string): GiftKind {
  const bare = content.trim();
  if (bare === '' || /^####/.test(bare)) return 'essay';
  if (/^(?:T(?:RUE)?|F(?:ALSE)?)\s*(?:#|$)/i.test(bare)) return 'true-false';
  if (bare.startsWith('#')) return 'numerical';
  if (findBare(bare, '~') !== -1) return 'choice';
  if (/^=[^#]*->/.test(bare)) return 'matching';
  return 'short answer';
}

/** Splits the content of braces, which begins at `offset` of the block. */
export function splitAnswers(content: string, offset: number): GiftAnswers {
  const generalAt = findBare(content, '####');
  const body = generalAt === -1 ? content : content.slice(0, generalAt);
  const { starts, bareMarks } = findStarts(body);
  const answers = starts.map((from, at) =>
    toAnswer(body.slice(from, starts[at + 1] ?? body.length), offset + from),
  );
  return {
    answers,
    general: generalAt === -1 ? null : content.slice(generalAt + 4).trim(),
    bareMarks: bareMarks.map((at) => offset + at),
  };
}

/**
 * Where answers begin. In a list with one answer per line, a mark within a line is text that lacks its backslash: "=a = b" and
 * "=https://x/?y=1" are one answer each.
 */
function findStarts(body: string): {
  readonly starts: readonly number[];
  readonly bareMarks: readonly number[];
} {
  const marks: { readonly at: number; readonly isFirst: boolean }[] = [];
  let depth = 0;
  let lineStart = true;
  for (let at = 0; at < body.length; at += 1) {
    const char = body.charAt(at);
    if (char === '\\') at += 1;
    else if (char === '{') depth += 1;
    else if (char === '}') depth -= 1;
    else if ((char === '=' || char === '~') && depth === 0) marks.push({ at, isFirst: lineStart });
    if (char === '\n') lineStart = true;
    else if (char.trim() !== '') lineStart = false;
  }
  const isListed = marks.filter(({ isFirst }) => isFirst).length > 1 && marks[0]?.isFirst === true;
  const isStart = ({ at, isFirst }: (typeof marks)[number]): boolean => {
    if (isFirst || !isListed) return true;
    const [before, after] = [body.charAt(at - 1), body.charAt(at + 1)];
    return /\s/.test(before) && !/\s/.test(after) && after !== '=';
  };
  return {
    starts: marks.filter(isStart).map(({ at }) => at),
    bareMarks: marks.filter((mark) => !isStart(mark)).map(({ at }) => at),
  };
}

function toAnswer(source: string, at: number): GiftAnswer {
  const [lead = '', percent] = /^[=~]\s*(?:%(-?\d{1,3}(?:\.\d{1,7})?)%)?/.exec(source) ?? [];
  const rest = source.slice(lead.length);
  const hash = findBare(rest, '#');
  return {
    isRight: source.startsWith('='),
    weight: percent === undefined ? null : Number(percent),
    text: hash === -1 ? rest : rest.slice(0, hash),
    feedback: hash === -1 ? null : rest.slice(hash + 1),
    at,
    feedbackAt: at + lead.length + Math.max(hash, 0),
  };
}
