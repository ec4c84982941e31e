import { lacksFormula } from '../../text/formula';
import type { ImportMessage } from '../message';
import type { ParsedItem, ParsedOption, ParsedPost } from '../parsed-post';
import { readAskedCount } from './asked-count';
import { keyOf } from './check-key-line';
import { fault } from './fault';
import { bareLine } from './stated-key';
import { hasGluedOptions, optionRuns, textLines } from './text-lines';

const MAX_OPTIONS = 100;

/** What holds for the texts of a question, whatever format they come from. */
export function checkTexts(post: ParsedPost, item: ParsedItem, index: number): readonly ImportMessage[] {
  // Such an item is refused for the number of its options.
  if (item.options.length > MAX_OPTIONS) return [];
  return [
    ...checkStem(item, index),
    ...item.options.flatMap((option) => checkOption(item, index, option)),
    ...checkRationaleOptions(item, index),
    ...checkOwnLetters(item, index),
    ...checkCount(item, index),
    ...checkCharacters(post, item, index),
  ];
}

function checkStem(item: ParsedItem, index: number): readonly ImportMessage[] {
  const lines = textLines(item.stem);
  const head = lines.find((line) => line.head !== null && Number(line.head) !== item.number);
  if (head !== undefined) {
    const found = { number: item.number, found: bareLine(head.text) };
    return [fault('item/holds-question', { line: item.firstLine, item: index }, found)];
  }
  const key = lines.find((line) => line.key?.rest === '' || line.key?.form === 'either');
  if (key === undefined) return [];
  const parameters = { number: item.number, found: bareLine(key.text) };
  return [fault('stem/holds-key', { line: item.firstLine, item: index }, parameters)];
}

/** A mark that says which option is right, in brackets or behind an arrow, and stayed in its text. */
const MARK =
  /(?:^|\s)(?:[([](?:the\s)?(?:in)?(?:correct|right|wrong|richtig|falsch|korrekt|correcto|correcta|correcte?|juste|faux|corretto|correto|верно|правильно|正确|正解)(?:\s(?:answer|option|antwort))?[)\]]|(?:<-{1,2}|←|⬅️?|-{2,3}>?)\s?(?:correct|right|richtig)(?:\s(?:answer|antwort))?|most voted|your (?:selection|answer) is (?:in)?correct|correct selection)[*_.\s]{0,4}$|^[([](?:x|✓|✔|correct|right|richtig)[)\]]\s|[✅✔☑❌✘✗][\s*_]{0,4}$/iu;

function checkOption(item: ParsedItem, index: number, option: ParsedOption): readonly ImportMessage[] {
  const place = { line: option.line, item: index };
  const about = { label: option.label, number: item.number };
  const lines = textLines(option.text);
  const key = lines.find((line) => line.key !== null && (line.at > 0 || line.key.rest === ''));
  const isLast = option === item.options.at(-1);
  const inline = isLast ? INLINE_KEY.exec(option.text.slice(-60))?.[0] : undefined;
  const found = key === undefined ? inline : bareLine(key.text);
  if (found !== undefined) return [fault('option/holds-key', place, { ...about, found })];
  const mark = MARK.exec(option.text.slice(-120)) ?? MARK.exec(option.text.slice(0, 60));
  if (mark !== null) return [fault('option/holds-mark', place, { ...about, found: mark[0] })];
  const other = heldOption(item, option);
  return other === null ? [] : [fault('option/holds-option', place, { ...about, other })];
}

/** Behind the last option the key may have lost its line; elsewhere a text may quote one. */
const INLINE_KEY =
  /(?<=\s)\(?(?:correct\s|right\s)?(?:answer|ans|antwort|réponse|respuesta)\s{0,2}[:=]\s{0,2}[*_(]{0,3}[A-J](?:, ?[A-J]){0,4}[\s*_).]{0,4}$/iu;

const nextLetter = (label: string): string => String.fromCharCode(label.charCodeAt(0) + 1);

/** One of two options is a list of all the others: "Grass|Snow|Milk", or as a program writes lists. */
function holdsList({ options }: ParsedItem, text: string): boolean {
  if (/^\[\s*["'].*["']\s*\]$/s.test(text.slice(0, 2000))) return true;
  const parts = (one: string): number => one.split(/[|;]/).filter((part) => part.trim() !== '').length;
  return options.length === 2 && parts(text) > 1 && options.filter((one) => parts(one.text) > 1).length === 1;
}

/** The label that comes next and that no option has, with a sign, in the middle of an option. */
function heldOption(item: ParsedItem, { label, text }: ParsedOption): string | null {
  if (holdsList(item, text)) return /^[A-Ia-i]$/.test(label) ? nextLetter(label) : 'B';
  if (!/^[A-Ja-j]$/.test(label)) return hasGluedOptions(text) ? 'B' : null;
  const next = nextLetter(label);
  if (item.options.some((option) => option.label === next)) return null;
  const held = new RegExp(`(?:^|[\\s;,])[*_(]{0,3}${next}(?:[):]|\\.(?!\\s?\\p{Ll}))[*_]{0,3}\\s+\\S`, 'u');
  if (held.test(text.slice(0, 3000))) return next;
  // Where the letter behind it has an option, the missing one is somewhere, even without a sign.
  const isGap = item.options.some((option) => option.label > next);
  return isGap && new RegExp(`\\s${next}(?:[.):]\\s+\\S|\\s+\\p{Lu})`, 'u').test(text.slice(0, 3000))
    ? next
    : null;
}

const EXPLAINS =
  /^(?:is|are|was|isn[’']t|aren[’']t)\s(?:not\s)?(?:the\s)?(?:correct|incorrect|right|wrong)\b|^(?:correct|incorrect|richtig|falsch)[.:!]\s|^(?:ist|sind)\s(?:nicht\s)?(?:richtig|falsch)\b|^(?:est|sont)\s(?:in)?(?:correct|faux|juste)|^(?:es|son)\s(?:in)?correct/iu;

/** Explanations whose question lost its own options. */
function checkRationaleOptions(item: ParsedItem, index: number): readonly ImportMessage[] {
  const explaining = item.options.filter(({ text }) => EXPLAINS.test(text.replace(/^[\s*_]{1,4}/, '')));
  const first = explaining[0];
  if (first === undefined || explaining.length < 2) return [];
  const parameters = { number: item.number, found: first.text.slice(0, 60) };
  return [fault('option/reads-as-rationale', { line: first.line, item: index }, parameters)];
}

const OWN_LETTER = /^[*_]{0,2}\(?([A-J])[.)][*_]{0,2}\s/;

/** Letters that the author wrote into the options are theirs; the reader takes them off where they are. */
function checkOwnLetters(item: ParsedItem, index: number): readonly ImportMessage[] {
  const labels = item.options.map(({ text }) => OWN_LETTER.exec(text)?.[1] ?? '');
  if (labels.length < 2 || labels.includes('') || new Set(labels).size < labels.length) return [];
  if (labels.every((label, at) => label === item.options[at]?.label.toUpperCase())) return [];
  return [
    fault('option/own-letters', { line: item.firstLine, item: index }, { number: item.number, labels }),
  ];
}

function checkCount(item: ParsedItem, index: number): readonly ImportMessage[] {
  const asked = readAskedCount(item.title, item.stem);
  const key = keyOf(item);
  if (asked === null || key.length === 0 || asked.count === key.length) return [];
  // "Which two of these three" beside fewer options is another fault, and said as such.
  const parameters = { number: item.number, asked: asked.words, key };
  return [fault('key/count-differs', { line: item.keyLine ?? item.firstLine, item: index }, parameters)];
}

/** Text that was UTF-8 and was read as something else once: "Ã¼", "â€™". */
const DAMAGED =
  /(?:Ã[\u0080-\u00bf‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œžŸ]|â€[\u0080-\u00bf™œ\u009d“”˜¦]|Ð[\u0080-\u00bf][ÐÑ])/u;

function checkCharacters(post: ParsedPost, item: ParsedItem, index: number): readonly ImportMessage[] {
  const background = item.stimulus === null ? '' : (post.stimuli[item.stimulus]?.text ?? '');
  const texts: readonly (readonly [string, string | null, number])[] = [
    ['the background', background, item.firstLine],
    ['the text', `${item.title ?? ''}\n${item.stem}`, item.firstLine],
    ...item.options.map(({ label, text, line }) => [`option ${label}`, text, line] as const),
    ...item.options.map(
      ({ label, rationale, rationaleLine, line }) =>
        [`the rationale of option ${label}`, rationale, rationaleLine ?? line] as const,
    ),
    ['the explanation', item.overallRationale, item.firstLine],
  ];
  const { number } = item;
  return texts.flatMap(([where, text, line]): readonly ImportMessage[] => {
    const place = { line, item: index };
    if (text !== null && lacksFormula(text)) return [fault('text/formula', place, { number, where })];
    const at = text?.search(DAMAGED) ?? -1;
    if (at === -1) return [];
    const found = text?.slice(Math.max(0, at - 12), at + 12) ?? '';
    return [fault('text/wrong-letters', place, { number, found })];
  });
}

/** Two or more options, or a line with a key, in a text where neither belongs; null when it holds none. */
export function questionIn(
  text: string,
): { readonly part: 'key' | 'options' | 'head'; readonly at: number } | null {
  const lines = textLines(text);
  const key = lines.find((line) => line.key !== null && line.key.rest.length < 60);
  if (key !== undefined) return { part: 'key', at: key.at };
  const run = optionRuns(lines)[0];
  if (run !== undefined) return { part: 'options', at: run.first.at };
  const glued = lines.find((line) => hasGluedOptions(line.text));
  if (glued !== undefined) return { part: 'options', at: glued.at };
  const head = lines.find((line) => line.head !== null);
  return head === undefined ? null : { part: 'head', at: head.at };
}
