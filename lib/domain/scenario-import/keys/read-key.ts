import { isLettersOnly } from '../key-line';
import { type LabelledText, readKeyValue, readRepeatedOption } from '../key-value';
import { claim } from '../ledger';
import { sourceColumn } from '../lines/piece';
import { nextText, type Reading, type WrittenKey } from '../tail-reading';

/** "Answer:" may have its letters on the next line. */
export function readKey(reading: Reading, index: number, value: string, at: number): WrittenKey {
  const line = reading.ledger.lines[index];
  const number = line?.number ?? index + 1;
  if (value === '') {
    const next = nextText(reading, index);
    const below = next === null ? null : readKeyBelow(reading, index, next);
    if (below !== null) return below;
  }
  const column = line === undefined ? 1 : sourceColumn(line, at);
  const endColumn = line === undefined ? 1 : sourceColumn(line, line.text.trimEnd().length);
  return { value, line: number, column, endLine: number, endColumn: Math.max(column, endColumn), index };
}

/** Letters, or options repeated with their letters, below the line that announces the key. */
export function readKeyBelow(reading: Reading, index: number, next: number): WrittenKey | null {
  const { lines } = reading.ledger;
  const options = reading.item.options;
  const repeated: string[] = [];
  let last = next;
  for (let at = next; at < reading.to; at += 1) {
    const label =
      lines[at]?.shape.type === 'text' ? readRepeatedOption(lines[at]?.text ?? '', options) : null;
    if (label === null) break;
    repeated.push(label);
    last = at;
  }
  const line = lines[next];
  if (line === undefined || line.code) return null;
  const at = line.text.search(/\S|$/);
  const bulletless = line.text.replace(/^\s{0,12}[-*+•]\s{1,4}/, '').trim();
  if (
    repeated.length === 0 &&
    !isLabelsOnly(bulletless, options) &&
    !isKeyWithReason(reading, next, bulletless)
  )
    return null;
  for (let claimed = next; claimed <= last; claimed += 1) claim(reading.ledger, claimed, 'item');
  const end = lines[last] ?? line;
  return {
    value: repeated.length > 0 ? repeated.join(', ') : bulletless,
    ...{ line: line.number, column: sourceColumn(line, at), index },
    ...{ endLine: end.number, endColumn: sourceColumn(end, end.text.trimEnd().length) },
  };
}

function isLabelsOnly(text: string, options: readonly LabelledText[]): boolean {
  if (isLettersOnly(text)) return true;
  return (
    /^\d[\d\s,;&and]{0,20}$/.test(text) &&
    readKeyValue(text, options)?.labels.every((label) => options.some((one) => one.label === label)) === true
  );
}

/** "B. Because ..." is a key with its reason unless the next line goes on with another letter: then these are rationales. */
function isKeyWithReason(reading: Reading, index: number, text: string): boolean {
  if (/^\s{0,4}[*_(]{0,3}(?:[A-J]\b|[a-j][.)])/.test(text) === false) {
    const isOption = reading.item.options.some(
      (option) => option.text !== '' && option.text === text.replace(/[.*_]{1,3}$/, ''),
    );
    if (!isOption) return false;
  }
  if (readKeyValue(text, reading.item.options) === null) return false;
  const following = nextText(reading, index);
  return (
    following === null ||
    !/^\s{0,12}(?:[-*+]\s)?[*_(]{0,3}(?:[A-J][.):*_]|[a-j][.)])/.test(
      reading.ledger.lines[following]?.text ?? '',
    )
  );
}
