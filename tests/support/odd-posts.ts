import { seededRandom } from '@/lib/domain/kernel/random';

/** A question of which the truth is known: every text holds a word that occurs nowhere else. */
export interface OddQuestion {
  readonly stem: string;
  readonly options: readonly string[];
  /** Positions. */
  readonly key: readonly number[];
}

export interface OddPost {
  readonly source: string;
  readonly questions: readonly OddQuestion[];
  /** How it was written, for messages of tests. */
  readonly recipe: string;
}

type Pick = <T>(from: readonly T[]) => T;
type Letters = readonly string[];

const LETTERS = [...'ABCDEF'];

const HEADS: readonly (readonly [string, (number: number) => string])[] = [
  ['question', (n) => `Question ${n}`],
  ['heading', (n) => `## Question ${n}`],
  ['difficulty', (n) => `## Question ${n} *(Hard)*`],
  ['id', (n) => `### Question PERF-${n} *(Medium)*`],
  ['odd id', (n) => `### Question ${n}b`],
  ['word id', (n) => `### Question alpha-${n}`],
  ['hash', (n) => `Question #${n}`],
  ['new', (n) => `NEW QUESTION ${n}`],
  ['colon number', (n) => `QUESTION NO: ${n}`],
  ['of', (n) => `Question ${n} of 9`],
  ['q', (n) => `Q${n}.`],
  ['dot', (n) => `${n}.`],
  ['frage', (n) => `Frage ${n}`],
  ['pregunta', (n) => `Pregunta ${n}:`],
  ['domanda', (n) => `Domanda ${n}`],
  ['question-fr', (n) => `Question n° ${n}`],
  ['вопрос', (n) => `Вопрос ${n}`],
  ['问题', (n) => `问题 ${n}`],
  ['第', (n) => `第${n}题`],
  ['task', (n) => `Task ${n}`],
  ['bold', (n) => `**Question ${n}**`],
  ['none', () => ''],
];

const MARKS: readonly (readonly [string, (letter: string, text: string) => string])[] = [
  ['dot', (letter, text) => `${letter}. ${text}`],
  ['bracket', (letter, text) => `${letter}) ${text}`],
  ['small', (letter, text) => `${letter.toLowerCase()}) ${text}`],
  ['round', (letter, text) => `(${letter}) ${text}`],
  ['bare', (letter, text) => `${letter} ${text}`],
  ['bullet', (letter, text) => `- ${letter}. ${text}`],
  ['bold', (letter, text) => `**${letter}.** ${text}`],
  ['wide', (letter, text) => `${letter}．${text}`],
  ['colon', (letter, text) => `${letter}: ${text}`],
  ['slash', (letter, text) => `${letter}/ ${text}`],
  ['number', (letter, text) => `${LETTERS.indexOf(letter) + 1}. ${text}`],
];

const listed = (letters: Letters, and: string): string =>
  letters.length < 2 ? letters.join('') : `${letters.slice(0, -1).join(', ')} ${and} ${letters.at(-1)}`;

type Key = (letters: Letters, texts: readonly string[]) => readonly string[];
const withTexts = (letters: Letters, texts: readonly string[], and: string): string =>
  letters.map((letter, at) => `**${letter}. ${texts[at]}**`).join(` ${and} `);

const KEYS: readonly (readonly [string, Key])[] = [
  ['answer', (l) => [`Answer: ${l.join(', ')}`]],
  ['correct', (l) => [`**Correct answer: ${l.join(', ')}**`]],
  ['and', (l) => [`Answer: ${listed(l, 'and')}`]],
  ['are', (l) => [`The correct answers are ${listed(l, 'and')}.`]],
  ['glued', (l) => [`Answer: ${l.join('')}`]],
  ['texts', (l, t) => [`The correct answers are ${withTexts(l, t, 'and')}`]],
  ['with text', (l, t) => [`Answer: ${l.map((letter, at) => `${letter}. ${t[at]}`).join(' and ')}`]],
  ['only texts', (_, t) => [`Answer: ${t.join(', ')}`]],
  ['below', (l) => ['Answer:', l.join(', ')]],
  ['list below', (l) => ['Correct answers:', ...l.map((letter) => `- ${letter}`)]],
  ['letters below', (l) => ['Answer:', ...l]],
  ['further line', (l) => [`Answer: ${l[0]}`, ...l.slice(1)]],
  ['reasons', (l) => [`Answer: ${l.map((letter) => `${letter} (it fits)`).join(', ')}`]],
  ['plus', (l) => [`Answer: ${l.join(' + ')}`]],
  ['slash', (l) => [`Answer: ${l.join('/')}`]],
  ['bracketed', (l) => [`Answer: [${l.join('][')}]`]],
  ['antwort', (l) => [`Antwort: ${listed(l, 'und')}`]],
  ['richtig', (l) => [`Richtige Antwort: ${l.join(', ')}`]],
  ['lösung', (l) => [`Lösung: ${l.join(' ')}`]],
  ['réponse', (l) => [`Bonne réponse : ${listed(l, 'et')}`]],
  ['respuesta', (l) => [`Respuesta correcta: ${listed(l, 'y')}`]],
  ['ответ', (l) => [`Правильный ответ: ${l.join(', ')}`]],
  ['答案', (l) => [`答案：${l.join('')}`]],
  ['正解', (l) => [`正解: ${l.join('、')}`]],
  ['solution', (l) => [`Solution: ${l.join(', ')}`]],
  ['ans', (l) => [`Ans. ${l.join(', ')}`]],
  ['wide colon', (l) => [`Answer： ${l.join(', ')}`]],
  ['fold', (l) => ['<details><summary>Answer</summary>', '', `**${l.join(', ')}**`, '', '</details>']],
  ['callout', (l) => ['> [!success]- Answer', `> **Correct Answer: ${l.join(', ')}**`]],
  ['option', (l) => [`Correct option: ${l.join(' & ')}`]],
];

const RATIONALES = ['none', 'letters', 'verdicts', 'feedback', 'prose', 'list', 'foreign'] as const;
const DAMAGES = [
  ...['none', 'none', 'none', 'no head', 'glued options', 'glued key', 'no blank lines', 'page break'],
  ...['scenario', 'indented', 'key above', 'one line', 'bold label', 'no key', 'either', 'range', 'crlf'],
  ...['stray option', 'trailing text', 'doubled head'],
] as const;

const named = <T extends readonly [string, unknown]>(from: readonly T[], names: string): readonly T[] =>
  from.filter(([name]) => names.split(', ').includes(name));

/**
 * A post in a way in which somebody might write it, whole or damaged; with `isPlain` in one of those that have to be understood. The same
 * seed gives the same post.
 */
export function oddPost(seed: number, isPlain = false): OddPost {
  const random = seededRandom(seed);
  const pick: Pick = (from) => {
    const found = from[Math.floor(random() * from.length)];
    if (found === undefined) throw new Error('There is nothing to pick from');
    return found;
  };
  const [headName, head] = pick(
    isPlain ? named(HEADS, 'question, heading, difficulty, id, of, q, bold') : HEADS,
  );
  const [markName, mark] = pick(isPlain ? named(MARKS, 'dot, bracket, round, bare, bullet') : MARKS);
  const [keyName, writeKey] = pick(isPlain ? named(KEYS, 'answer, correct, and, glued, callout') : KEYS);
  const rationale = pick(isPlain ? RATIONALES.slice(0, 3) : RATIONALES);
  const damage = isPlain ? 'none' : pick(DAMAGES);
  const hurt = Math.floor(random() * 3);
  const isNumbered = markName === 'number';
  const questions: OddQuestion[] = [];
  const parts: string[] = [];
  for (let at = 0; at < 3; at += 1) {
    const size = pick([2, 3, 4, 4, 5]);
    const several = damage === 'either' || damage === 'range' || random() < 0.4;
    const first = Math.floor(random() * (several ? size - 1 : size));
    const key = several
      ? damage === 'range' || size === 2 || random() < 0.5
        ? [first, first + 1]
        : [0, size - 1]
      : [first];
    const options = Array.from(
      { length: size },
      (_, place) => `${pick(['Barges', 'Lamps', 'Nets', 'Ropes'])} of kind q${at}o${place}x`,
    );
    const question = { stem: `Which thing does harbour q${at}stem need`, options, key };
    questions.push(question);
    const isHurt = at === hurt && damage !== 'none';
    const style = { head: head(at + 1), mark, writeKey, rationale, isNumbered, several };
    parts.push(writeQuestion(question, style, isHurt ? damage : 'none', at));
  }
  const joined = parts.join('\n\n');
  return {
    source: damage === 'crlf' ? joined.replaceAll('\n', '\r\n') : joined,
    questions,
    recipe: [headName, markName, keyName, rationale, `${damage} at ${hurt}`].join(' / '),
  };
}

interface Style {
  readonly head: string;
  readonly mark: (letter: string, text: string) => string;
  readonly writeKey: Key;
  readonly rationale: (typeof RATIONALES)[number];
  readonly isNumbered: boolean;
  readonly several: boolean;
}

function writeQuestion(
  { stem, options, key }: OddQuestion,
  style: Style,
  damage: (typeof DAMAGES)[number],
  at: number,
): string {
  const label = (place: number): string => (style.isNumbered ? String(place + 1) : (LETTERS[place] ?? ''));
  const labels = key.map(label);
  const texts = key.map((place) => options[place] ?? '');
  let lines = options.map((text, place) => style.mark(LETTERS[place] ?? '', text));
  let keyLines = style.writeKey(labels, texts);
  const ask = `${stem}?${style.several ? ` (Choose ${key.length === 2 ? 'two' : 'three'}.)` : ''}`;
  const asked =
    style.head.endsWith('.') && /^\d/.test(style.head) ? [`${style.head} ${ask}`] : [style.head, '', ask];
  let above = asked;
  let between = [''];
  switch (damage) {
    case 'no head':
      above = [ask];
      break;
    case 'glued options':
      lines = [`${lines[0]} ${lines[1]}`, ...lines.slice(2)];
      break;
    case 'glued key':
      lines = [...lines.slice(0, -1), `${lines.at(-1)} ${keyLines[0]}`];
      keyLines = keyLines.slice(1);
      break;
    case 'no blank lines':
      above = asked.filter((line) => line !== '');
      between = [];
      break;
    case 'page break':
      lines = [...lines.slice(0, 1), '', 'Latest harbour questions - page 7 / 12', '', ...lines.slice(1)];
      break;
    case 'scenario':
      above = [style.head, '', '**Scenario**: A harbour far in the north.', '', `**Question**: ${ask}`];
      break;
    case 'indented':
      lines = lines.map((line) => `      ${line}`);
      break;
    case 'key above':
      above = [...asked, '', ...keyLines];
      keyLines = [];
      break;
    case 'one line':
      lines = [lines.join('  ')];
      break;
    case 'bold label':
      above = [style.head, '', `**Question** *(Easy)*: ${ask}`];
      break;
    case 'no key':
      keyLines = [];
      break;
    case 'either':
      keyLines = [`Answer: ${labels.join(' or ')}`];
      break;
    case 'range':
      keyLines = [`Answer: ${labels.join('-')}`];
      break;
    case 'stray option':
      lines = [...lines.slice(0, -1), '', lines.at(-1) ?? ''];
      break;
    case 'trailing text':
      keyLines = [...keyLines, '', 'This was asked in the north as well.'];
      break;
    case 'doubled head':
      above = [style.head, style.head, '', ask];
      break;
    default:
      break;
  }
  const tail = writeRationale(style.rationale, options.length, key, label, at);
  return [...above, '', ...lines, ...between, ...keyLines, ...(tail.length === 0 ? [] : ['', ...tail])].join(
    '\n',
  );
}

function writeRationale(
  kind: Style['rationale'],
  size: number,
  key: readonly number[],
  label: (place: number) => string,
  at: number,
): readonly string[] {
  const places = Array.from({ length: size }, (_, place) => place);
  const isRight = (place: number): boolean => key.includes(place);
  switch (kind) {
    case 'letters':
      return [
        'Rationale:',
        ...places.map((p) => `${label(p)} is ${isRight(p) ? 'correct' : 'incorrect'}. Reason r${at}p${p}.`),
      ];
    case 'verdicts':
      return [
        'Explanation:',
        '',
        ...places.map((p) => `${label(p)}. **${isRight(p) ? 'Correct' : 'Incorrect'}**. Reason r${at}p${p}.`),
      ];
    case 'feedback':
      return [
        '## Feedback',
        '',
        ...places.map((p) => `${label(p)} is ${isRight(p) ? '' : 'not '}correct because reason r${at}p${p}.`),
      ];
    case 'prose':
      return ['Explanation: The harbour is cold and the water is deep.'];
    case 'list':
      return ['Explanation:', '', '- The harbour is cold.', '- The water is deep.'];
    case 'foreign':
      return [
        'Begründung:',
        ...places.map((p) => `${label(p)} ist ${isRight(p) ? 'richtig' : 'falsch'}, weil r${at}p${p}.`),
      ];
    default:
      return [];
  }
}
