import { collectAlike } from './alike';
import { removeCharacters } from './fixes/text-fixes';
import { type ImportMessage, importMessage } from './message';
import type { CharacterFault, CharacterFinding, SourceLine } from './source-lines';

const FAULT = {
  control: [
    'text/control-character',
    'a control character, which no text needs; it is shown as \ufffd. Delete it',
  ],
  bidi: [
    'text/bidi-character',
    'an invisible character that reverses the direction of text and can disguise what is read; it was removed. Check the line',
  ],
  unreadable: [
    'text/unreadable-character',
    'a character that could not be decoded; the source is probably not UTF-8. Save it as UTF-8 and import it again',
  ],
} as const satisfies Record<CharacterFault, readonly [ImportMessage['code'], string]>;

/** What can't be seen in the lines of a source, in words. */
export function characterMessages(lines: readonly SourceLine[]): readonly ImportMessage[] {
  const said = {
    control: collectAlike(FAULT.control[0]),
    bidi: collectAlike(FAULT.bidi[0]),
    unreadable: collectAlike(FAULT.unreadable[0]),
  };
  for (const line of lines) {
    for (const finding of line.findings) {
      said[finding.fault].say(line.number, () => toMessage(line, finding));
    }
  }
  return Object.values(said).flatMap((alike) => alike.all());
}

function toMessage(line: SourceLine, finding: CharacterFinding): ImportMessage {
  const { fault, column, count } = finding;
  const [code, words] = FAULT[fault];
  const more = count > 1 ? ` There are ${count} in this line.` : '';
  const place = { line: line.number, column };
  return importMessage(code, place, `This line holds ${words}.${more}`, removeCharacters(line, finding));
}
