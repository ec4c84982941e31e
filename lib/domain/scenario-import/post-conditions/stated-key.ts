/**
 * Reads what a line says about a key, knowing nothing of how the reader read it: a second opinion has to come from somebody else. It knows
 * more languages and more ways to write a key than the reader, because here a line only has to be recognised, and not understood.
 */
export interface StatedKey {
  /** Upper case, each once. */
  readonly labels: readonly string[];
  /** `either`: one of them is enough; `range`: "B-C" was written out. */
  readonly form: 'list' | 'either' | 'range';
  /** What follows the labels, trimmed. */
  readonly rest: string;
  /** The list ends with a comma or an "and". */
  readonly isOpen: boolean;
}

/** A line is looked at no further than this. */
const LOOK = 400;

const QUALITY = '(?:(?:correct|right|suggested|expected|best|official|proper|model|verified|true)\\s{1,2})?';
/** Words that announce a key whatever follows it. */
const CLEAR = [
  `(?:the\\s)?${QUALITY}(?:answers?|answer key)`,
  '(?:the\\s)?(?:correct|right|most voted)\\s(?:options?|choices?|responses?|letters?)',
  '(?:die\\s)?(?:(?:richtigen?|korrekten?)\\s)?(?:antwort(?:en)?|lösung(?:en)?)',
  '(?:la\\s|les\\s)?(?:bonnes?\\s)?réponses?(?:\\s(?:correctes?|exactes?|justes?))?',
  '(?:las?\\s)?respuestas?(?:\\scorrectas?)?|(?:la\\s)?opción\\scorrecta',
  '(?:la\\s)?(?:risposta|risposte)(?:\\s(?:corretta|esatta|giusta|corrette|esatte))?',
  '(?:a\\s)?respostas?(?:\\s(?:corretas?|certas?))?|gabarito',
  '(?:het\\s)?(?:juiste\\s|goede\\s)?antwoord(?:en)?',
  '(?:правильн(?:ый|ые)\\s|верн(?:ый|ые)\\s)?ответы?|відповідь',
  '(?:poprawna\\s)?odpowiedź|(?:správná\\s)?odpověď|(?:rätt\\s)?svar|(?:doğru\\s)?cevap|oikea\\svastaus',
  '(?:正确|正確)?答案|正解|解答|答え|정답|(?:الإجابة(?:\\sالصحيحة)?)',
].join('|');
/** Words that mean other things as well: a key only where nothing follows the letters. */
const VAGUE = 'ans|correct|key|solutions?|richtig|correcta|correcto|solution|soluzione|solución';
const IS = '(?<![\\p{L}])(?:is|are|ist|sind|lautet|est|sont|es|son|è|sono|é|são)(?=\\s)';
const SIGN = `(?:[:：=]|[–—-](?=[\\s*_])|\\.(?=\\s)|${IS})`;

const ANNOUNCED = new RegExp(
  `^(?:(${CLEAR})|(?:${VAGUE}))(?:\\s?\\((?:s|es|en|n)\\))?[\\s*_]{0,6}(?:\\([^()]{0,20}\\)[\\s*_]{0,4})?${SIGN}`,
  'iu',
);
const UNSIGNED = /^(?:the\s)?(?:(?:correct|right)\s)?answers?\s{1,3}(?=[*_(]{0,3}[A-J](?![\p{L}\p{N}]))/iu;
const CAPTION = new RegExp(
  `^(?:${CLEAR}|${VAGUE})(?:\\s?\\((?:s|es|en|n)\\))?[\\s*_]{0,6}(?:[:：=]|[–—-])?[\\s*_]{0,4}$`,
  'iu',
);

const LEAD = /^(?:[\s>#*_+\-•|`~"“(✅✔☑➡→👉]|\\(?=[-+.)*_])|\[!\w{1,12}\][-+]?){1,40}/u;

/** A line without tags, and without the marks of quotes, lists, headings and bold print before its first word. */
export function bareLine(line: string): string {
  const start = line.slice(0, LOOK);
  const text = start.includes('<') ? start.replaceAll(/<\/?[a-z][^<>]{0,80}>/gi, ' ') : start;
  return text.replace(LEAD, '').trimEnd();
}

/** True for a line that announces a key and states none: "Answer:", "Antwort". */
export function isKeyCaption(line: string): boolean {
  return CAPTION.test(bareLine(line));
}

/** True for a line that announces a key, whatever it goes on with. */
export function announcesKey(line: string): boolean {
  return ANNOUNCED.exec(bareLine(line))?.[1] !== undefined;
}

/** What a line that states a key says, or null for any other line. */
export function readStatedKey(line: string): StatedKey | null {
  const bare = bareLine(line);
  const announced = ANNOUNCED.exec(bare);
  const match = announced ?? UNSIGNED.exec(bare);
  if (match === null) return null;
  const stated = readLabels(bare.slice(match[0].length));
  if (stated === null) return null;
  const isClear = announced?.[1] !== undefined;
  const ends = /^[\s*_`"”').!\]]*$/.test(stated.rest);
  return ends || (isClear && /^[\s*_`"”']{0,6}[.):;,(–—-]/.test(stated.rest)) ? stated : null;
}

const OPENING =
  /^[\s*_`"“'([]{0,8}(?:both\s)?(?:(?:options?|choices?|letters?|opción|opciones)\s{1,2})?[*_("“]{0,3}/i;
const LABEL = /^(?:([A-JА-Е])|([a-j])(?=\s{0,2}(?:[).,;&+/]|$))|(\d{1,2}))(?![\p{L}\p{N}%])/u;
const GLUED = /^([A-J]{2,6})(?![\p{L}\p{N}])/u;
const BETWEEN =
  /^[*_`"”')\]]{0,4}\s{0,3}(?:,|;|、|，|&|\+|\/|(?<!\p{L})(?:and|und|et|y|e|en|и|i|og|och|ve)(?!\p{L})|和|と|및){1,2}/u;
const EITHER =
  /^[*_`"”')\]]{0,4}\s{0,3},?\s{0,3}(?:\b(?:or|oder|ou|oppure|eller|lub|nebo|veya)\b|(?<=\s)(?:или|або|o|u)(?=\s)|或|または)/u;
const RANGE = /^[*_`"”')\]]{0,4}\s{0,3}(?:[-–—~‐‑]|\b(?:to|through|thru|bis|bis zu|à|hasta|tot)\b)/u;
const CYRILLIC = 'АБВГДЕ';

function readLabels(text: string): StatedKey | null {
  let at = OPENING.exec(text)?.[0].length ?? 0;
  const glued = GLUED.exec(text.slice(at));
  if (glued?.[1] !== undefined && new Set(glued[1]).size === glued[1].length) {
    const rest = text.slice(at + glued[0].length).trim();
    if (rest === '' || /^[*_`"”').\]]/.test(rest))
      return { labels: [...glued[1]], form: 'list', rest, isOpen: false };
  }
  const first = labelAt(text, at);
  if (first === null) return null;
  const labels = [first.label];
  at = first.end;
  let form: StatedKey['form'] = 'list';
  for (;;) {
    const rest = text.slice(at, at + 60);
    const [either, range, between] = [EITHER.exec(rest), RANGE.exec(rest), BETWEEN.exec(rest)];
    const sign = either ?? range ?? between;
    if (sign === null) break;
    const opening = OPENING.exec(text.slice(at + sign[0].length))?.[0].length ?? 0;
    const next = labelAt(text, at + sign[0].length + opening);
    if (next === null) break;
    const isRange = either === null && range !== null;
    // "B - Because ..." goes on with a reason; only a range ends there.
    if (isRange && !/^[\s*_`"”').\]]*$/.test(text.slice(next.end))) break;
    if (either !== null) form = 'either';
    else if (isRange) form = 'range';
    for (const label of isRange ? upTo(labels.at(-1) ?? '', next.label) : [next.label]) labels.push(label);
    at = next.end;
  }
  const rest = text.slice(at).trim();
  const isOpen = /^[*_`"”')\]]{0,4}\s{0,3}(?:,|;|&|\+|\b(?:and|und|et|y)\b)[\s*_]{0,4}$/.test(rest);
  return { labels: [...new Set(labels)], form, rest, isOpen };
}

function labelAt(text: string, at: number): { readonly label: string; readonly end: number } | null {
  const match = LABEL.exec(text.slice(at, at + 12));
  if (match === null) return null;
  const letter = (match[1] ?? match[2] ?? '').toUpperCase();
  const cyrillic = CYRILLIC.indexOf(letter);
  const label =
    letter === '' ? String(Number(match[3])) : cyrillic === -1 ? letter : 'ABCDEF'.charAt(cyrillic);
  return { label, end: at + match[0].length };
}

/** The labels behind the first one, up to the last. */
function upTo(first: string, last: string): readonly string[] {
  const [from, to] = [ordinal(first), ordinal(last)];
  if (to <= from || to - from > 25 || /\d/.test(first) !== /\d/.test(last)) return [last];
  return Array.from({ length: to - from }, (_, at) =>
    /\d/.test(first) ? String(from + at + 1) : String.fromCharCode(65 + from + at + 1),
  );
}

const ordinal = (label: string): number => (/\d/.test(label) ? Number(label) : label.charCodeAt(0) - 65);
