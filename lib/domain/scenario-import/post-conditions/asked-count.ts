export interface AskedCount {
  readonly count: number;
  /** The words that ask for it. */
  readonly words: string;
}

const NUMBERS: Readonly<Record<string, number>> = {
  ...{ two: 2, three: 3, four: 4, five: 5, zwei: 2, drei: 3, vier: 4, fünf: 5 },
  ...{
    deux: 2,
    trois: 3,
    quatre: 4,
    dos: 2,
    tres: 3,
    cuatro: 4,
    due: 2,
    tre: 3,
    quattro: 4,
    duas: 2,
    dois: 2,
  },
  ...{ três: 3, twee: 2, drie: 3, два: 2, две: 2, три: 3, двух: 2, 两: 2, 二: 2, 三: 3 },
};
const NUMBER = Object.keys(NUMBERS).join('|');

/** A command at the beginning of a sentence, or in brackets; "you must choose two regions" further on is part of a story. */
const COMMAND = new RegExp(
  String.raw`(?:^|[.?!:;,(\[–—*_-]\s{0,3}|\n\s{0,3})[*_]{0,3}(?:please\s|now\s|and\s|then\s)?(?:choose|select|pick|identify|mark|tick|check|name|wählen sie|wähle|choisissez|sélectionnez|cochez|elija|seleccione|escoja|marque|scegli|selezionare|scegliere|escolha|selecione|kies|выберите|укажите)\s{1,3}(?:any\s|the\s|exactly\s|only\s|all\s|genau\s|les\s|las\s|los\s|de\s)?(?:best\s|correct\s|right\s)?[*_]{0,3}(${NUMBER}|[2-5])(?![\p{L}\p{N}])`,
  'iu',
);
const WHICH =
  /\b(?:which|what)\s(?:of the following\s)?(?:are the\s)?[*_]{0,3}(two|three|four|five|[2-5])\b(?![-%.\d])/iu;
const COUNTED =
  /\((?:[^()\n]{0,20}\s)?[*_]{0,3}(two|three|four|five|[2-5])[*_]{0,3}\s(?:correct\s|right\s)?(?:answers?|options?|choices?|responses?)\b[^()\n]{0,30}\)/iu;
const LAST_SENTENCE =
  /\b(?:choose|select|pick|identify)\s(?:any\s|the\s|exactly\s)?[*_]{0,3}(two|three|four|five|[2-5])\b[^.?!\n]{0,200}[.?!)\]*_\s]{0,6}$/iu;
const ASIAN = /(?:选择|選択|选|選べ|選)\s?([两二三2-5２-５])|([2-5２-５二三])\s?つ(?:を)?(?:選|答)/u;

/** How many options a question asks for in so many words, or null. */
export function readAskedCount(title: string | null, stem: string): AskedCount | null {
  const text = `${title ?? ''}\n${stem}`.trim();
  const edge = text.length > 3000 ? `${text.slice(0, 600)}\n${text.slice(-2000)}` : text;
  for (const pattern of [COMMAND, COUNTED, WHICH, LAST_SENTENCE, ASIAN]) {
    const match = pattern.exec(edge);
    const word = (match?.[1] ?? match?.[2])?.normalize('NFKC').toLowerCase();
    if (match === null || word === undefined) continue;
    const count = NUMBERS[word] ?? Number(word);
    if (count > 1) return { count, words: match[0].replace(/^[\s.?!:;,([–—*_-]+/u, '') };
  }
  return null;
}
