import { guessTable } from './formats/guess-table';
import type { FormatGuess, SourceFormat } from './source-format';

/** How much of a long source is looked at, in characters. */
const SAMPLE = 200_000;

/**
 * What a text could be written in, most likely first; the list is never empty. A name's ending only tips the balance,
 * because people call everything `.txt`.
 */
export function detectFormat(text: string, name = ''): readonly FormatGuess[] {
  const sample = text.slice(0, SAMPLE);
  const table = guessTable(sample);
  const others = [guessAiken(sample), guessGift(sample), guessPost(sample)];
  // A first row that names the columns is no coincidence; what the cells hold may look like anything.
  const certainty = (table?.confidence ?? 0) >= 0.95 ? 0.5 : 1;
  const found = [
    ...markupGuesses(sample),
    ...others.map((one) => (one === null ? null : { ...one, confidence: round(one.confidence * certainty) })),
    table,
  ].filter((guess) => guess !== null);
  const guesses = found
    .map((guess) => withName(guess, name))
    .sort((one, other) => other.confidence - one.confidence);
  return guesses.length > 0 ? guesses : [NOTHING_KNOWN];
}

const NOTHING_KNOWN: FormatGuess = {
  format: 'scenario-post',
  confidence: 0.1,
  because: 'Nothing speaks for any format, so it is read as text',
};

const ENDINGS: Readonly<Record<string, readonly SourceFormat[]>> = {
  gift: ['gift'],
  aiken: ['aiken'],
  csv: ['table', 'udemy-csv'],
  tsv: ['table'],
  xml: ['moodle-xml', 'qti'],
  html: ['html'],
  htm: ['html'],
  md: ['scenario-post'],
};

function withName(guess: FormatGuess, name: string): FormatGuess {
  const ending = /\.([a-z]{2,5})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  if (!ENDINGS[ending]?.includes(guess.format)) return guess;
  const confidence = round(guess.confidence + (1 - guess.confidence) / 4);
  return { ...guess, confidence, because: `${guess.because}; the file is called .${ending}` };
}

function round(share: number): number {
  return Math.round(Math.min(1, Math.max(0, share)) * 100) / 100;
}

function guess(format: SourceFormat, confidence: number, because: string): FormatGuess {
  return { format, confidence: round(confidence), because };
}

function markupGuesses(text: string): readonly FormatGuess[] {
  const start = text.slice(0, 5000);
  // A package is shown as its files, each below a comment with its name.
  const isXml =
    /^\ufeff?\s*(?:<!-- file: [^\n]{1,500} -->\s*)?<(?:\?xml|quiz\b|questestinterop\b|[a-z-]*assessment)/i.test(
      start,
    );
  const guesses: FormatGuess[] = [];
  if (/<quiz[\s>]/i.test(start) && (isXml || /<question\s+type=/i.test(text))) {
    guesses.push(guess('moodle-xml', 0.99, 'An element “quiz” with questions'));
  }
  if (isXml && /<(?:qti-)?assessment-?(?:item|test|stimulus)\b|<questestinterop\b|imsqti/i.test(start)) {
    guesses.push(guess('qti', 0.99, 'Elements of QTI'));
  }
  if (guesses.length > 0) return guesses;
  if (/^\ufeff?\s*(?:<!doctype html|<html[\s>])/i.test(start)) {
    return [guess('html', 0.98, 'It begins as a web page')];
  }
  const lines = text.split(/\r\n|\n|\r/).filter((line) => line.trim() !== '');
  const tagged = lines.filter((line) =>
    /^\s*<\/?(?:p|div|ol|ul|li|h[1-6]|table|tr|td|strong|br|span|section|article)\b/i.test(line),
  ).length;
  // What a program wrote may be one long line.
  const inside = [...start.matchAll(/<(?:p|div|ol|ul|li|h[1-6]|table|tr|td)\b/gi)].length;
  if ((tagged >= 2 || (tagged === 1 && inside >= 4)) && tagged * 2 >= lines.length) {
    const because =
      tagged === 1 ? 'It holds tags of a web page' : `${tagged} lines begin with tags of a web page`;
    guesses.push(guess('html', 0.5 + 0.4 * (tagged / lines.length), because));
  }
  return guesses;
}

const AIKEN_ANSWER = /^[ \t]*ANSWER[ \t]*:[ \t]*[A-Za-z]\b/;
const AIKEN_OPTION = /^[ \t]*[A-Za-z][.)][ \t]*\S/;
const HEAD = /^[ \t#>*_-]{0,8}(?:question|item|q)[ \t]{0,8}(?:(?:no\.?|#|:)[ \t]{0,8})?\d/i;

/** Blocks whose options are directly above "ANSWER: X", one line each. */
function guessAiken(text: string): FormatGuess | null {
  const lines = text.split(/\r\n|\n|\r/);
  let answers = 0;
  let proper = 0;
  let heads = 0;
  for (const [at, line] of lines.entries()) {
    if (HEAD.test(line)) heads += 1;
    if (!AIKEN_ANSWER.test(line)) continue;
    answers += 1;
    if (AIKEN_OPTION.test(lines[at - 1] ?? '') && AIKEN_OPTION.test(lines[at - 2] ?? '')) proper += 1;
  }
  if (proper === 0) return null;
  const confidence = 0.5 + (0.47 * proper) / answers - 0.7 * Math.min(1, heads / answers);
  const because = `${proper} ${proper === 1 ? 'line' : 'lines'} such as “ANSWER: B” directly below options`;
  return confidence > 0 ? guess('aiken', confidence, because) : null;
}

/** Parts of the text between blank lines with answers in braces. */
function guessGift(text: string): FormatGuess | null {
  const blocks = text.split(/(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)/).filter((block) => block.trim() !== '');
  const isAnswered = (block: string): boolean => {
    const open = block.search(/(?<!\\)\{/);
    if (open === -1 || open > 20_000) return false;
    return /^\{\s*(?:[=~#]|\}|T(?:RUE)?\s*[}#]|F(?:ALSE)?\s*[}#])/i.test(block.slice(open, open + 200));
  };
  const answered = blocks.filter(isAnswered).length;
  const other = blocks.filter(
    (block) => !isAnswered(block) && !/^\s*(?:\/\/|\$CATEGORY|::)/.test(block),
  ).length;
  if (answered === 0) return null;
  const titled = /^[ \t]{0,20}(?:\$CATEGORY:|::)/m.test(text) ? 0.1 : 0;
  const confidence = 0.88 * (answered / (answered + other)) + titled;
  return guess('gift', confidence, `${answered} ${answered === 1 ? 'part' : 'parts'} with answers in braces`);
}

const POST_KEY =
  /^[ \t>*_-]{0,6}(?:(?:the )?(?:correct )?answers?|correct(?: options?)?|key)\b[ \t*_]*[:\-\u2013]/i;
const POST_OPTION = /^[ \t>*_-]{0,6}(?:\(?[A-H][.):]?\)?[ \t*]+\S|(?:\d{1,2}[.)] {1,4})?\[[ xX]\][ \t])/;
const CHECKED_BOX = /^[ \t]{0,8}(?:[-*+]|\d{1,2}[.)]) {0,4}\[[xX]\][ \t]/;

function guessPost(text: string): FormatGuess | null {
  const lines = text.split(/\r\n|\n|\r/);
  const count = (pattern: RegExp): number => lines.filter((line) => pattern.test(line)).length;
  const [heads, options] = [count(HEAD), count(POST_OPTION)];
  const keys = count(POST_KEY) + count(CHECKED_BOX);
  if (heads + keys + options === 0) return null;
  if (heads > 0 && keys >= heads && options >= 2 * heads) {
    return guess('scenario-post', 1, `${heads} question heads with options and keys`);
  }
  const because = `${heads} question heads, ${keys} keys and ${options} lines that begin like options`;
  return guess(
    'scenario-post',
    0.3 + 0.2 * Math.sign(heads) + 0.2 * Math.sign(keys) + 0.1 * Math.sign(options),
    because,
  );
}
