import type { ImportMessage } from '../message';
import type { ParsedItem, ParsedOption } from '../parsed-post';
import { contradictingSentence, keyOf } from './check-key-line';
import { fault } from './fault';
import { bareLine } from './stated-key';

const AFTER =
  '(?:\\s(?:answer|option|choice|antwort|réponse|respuesta|opción))?[*_]{0,3}(?=\\s{0,3}(?:[.!:,;)。：，！]|[–—-]\\s|$))';
const RIGHT = new RegExp(
  `^(?:[✅✔☑]|(?:correct|right|richtig|korrekt|correcto|correcta|exact|juste|corretto|corretta|esatto|correto|correta|goed|juist|правильно|верно|poprawnie|správně|rätt|doğru|正确|正確|正解)${AFTER})`,
  'iu',
);
const WRONG = new RegExp(
  `^(?:[❌✘✗✖]|(?:incorrect|wrong|not\\s(?:correct|right)|falsch|nicht\\srichtig|incorrecto|incorrecta|faux|incorrecte?|sbagliato|errato|scorretto|errado|incorreto|incorreta|fout|onjuist|неправильно|неверно|błędnie|špatně|fel|yanlış|错误|錯誤|不正确|不正解|誤り)${AFTER})`,
  'iu',
);

type Verdict = 'right' | 'wrong' | null;

/** A verdict that stands alone at the beginning of an explanation: "**Incorrect**. It ...". */
export function standingVerdict(text: string): Verdict {
  const start = text.slice(0, 80).replace(/^(?:[\s>*_#•-]|\(?(?:[A-J]|\d{1,2})[.):]\s){1,12}/u, '');
  if (WRONG.test(start)) return 'wrong';
  return RIGHT.test(start) ? 'right' : null;
}

/** What the explanations say about the options is what the key says. */
export function checkVerdicts(item: ParsedItem, index: number): readonly ImportMessage[] {
  const key = keyOf(item);
  if (key.length === 0) return [];
  const opposed = item.options.filter(opposes);
  const judged = item.options.filter(({ rationale }) => standingVerdict(rationale ?? '') !== null);
  // "Which statement is wrong?": the explanations judge the statements, all of them, and not the choice.
  const isTurned = opposed.length === item.options.length && judged.length === opposed.length;
  const first = isTurned && asksForWrong(item.stem) ? undefined : opposed[0];
  const line = first?.rationaleLine ?? item.keyLine ?? item.firstLine;
  if (first !== undefined) return [say(item, index, line, start(first.rationale ?? ''))];
  const texts = [...item.options.map(({ rationale }) => rationale), item.overallRationale];
  for (const text of texts) {
    const found = text === null ? null : contradictingSentence(item, text);
    if (found !== null) return [say(item, index, item.keyLine ?? item.firstLine, found)];
  }
  return [];
}

function opposes({ rationale, correct }: ParsedOption): boolean {
  const verdict = standingVerdict(rationale ?? '');
  return verdict !== null && (verdict === 'right') !== correct;
}

const asksForWrong = (stem: string): boolean =>
  /\b(?:not|except|false|incorrect|wrong|untrue|nicht|falsch|kein\w*|incorrect[ao]|falso|fals[ae]|faux|не|неверн\w*)\b|错误|不正确|誤/iu.test(
    stem,
  );

const start = (text: string): string => bareLine(text.split('\n', 1)[0] ?? '').slice(0, 60);

function say(item: ParsedItem, index: number, line: number, found: string): ImportMessage {
  const parameters = { number: item.number, found, key: keyOf(item) };
  return fault('key/contradicts-rationale', { line, item: index }, parameters);
}
