import 'server-only';
import type { BankExport, WrittenBank } from './bank-export';
import {
  commonLosses,
  fileStem,
  type Loss,
  stemWithBackground,
  toWrittenItem,
  type WrittenItem,
  type WrittenOption,
} from './written-item';

/** Writes GIFT with Markdown texts. Several keys share the points evenly. */
export function writeGift(bank: BankExport): WrittenBank {
  const losses: Loss[] = [];
  const parts: string[] = [];
  let category: string | null = null;
  for (const [index, exported] of bank.items.entries()) {
    const item = toWrittenItem(bank, exported);
    for (const what of itemLosses(item)) losses.push({ item: index, what });
    if (item.topic !== category) parts.push(`$CATEGORY: ${categoryPath(item.topic)}\n`);
    category = item.topic;
    parts.push(writeQuestion(item));
  }
  return {
    fileName: `${fileStem(bank.name)}.gift`,
    mime: 'text/plain; charset=utf-8',
    bytes: new TextEncoder().encode(parts.join('\n')),
    losses,
  };
}

function itemLosses(item: WrittenItem): readonly string[] {
  const isNamable = /^[^\]\n]*$/.test(item.sourceId);
  return [...commonLosses(item), ...(isNamable ? [] : ['Its id has signs that a GIFT comment can’t hold.'])];
}

function categoryPath(topic: string | null): string {
  return topic === null ? 'top' : `$course$/top/${oneLine(topic).replaceAll('/', '//')}`;
}

function writeQuestion(item: WrittenItem): string {
  const keys = item.options.filter(({ correct }) => correct).length;
  const title = item.title === null ? '' : `::${escapeGift(item.title)}::`;
  const id = /^[^\]\n]+$/.test(item.sourceId) ? `// [id:${item.sourceId}]\n` : '';
  return [
    `${id}${title}[markdown]${escapeGift(stemWithBackground(item))} {`,
    ...item.options.map((option) => writeOption(option, keys)),
    ...(item.overallRationale === null ? [] : [`####${markedUp(item.overallRationale)}`]),
    '}\n',
  ].join('\n');
}

function writeOption({ text, correct, rationale }: WrittenOption, keys: number): string {
  const share = correct && keys > 1 ? `%${Number((100 / keys).toFixed(5))}%` : '';
  const sign = correct && keys === 1 ? '=' : '~';
  // A text that begins like a weight needs a weight before it.
  const weight = share === '' && /^%/.test(text) ? (correct ? '%100%' : '%0%') : share;
  return `${sign}${weight}${markedUp(text)}${rationale === null ? '' : `#${markedUp(rationale)}`}`;
}

/** Everything in one line. What begins like the name of a markup needs one before it. */
function markedUp(text: string): string {
  return (/^\[(?:html|moodle|plain|markdown)\]/i.test(text) ? '[markdown]' : '') + escapeGift(text);
}

function escapeGift(text: string): string {
  return text.replaceAll(/[\\~=#{}:]/g, '\\$&').replaceAll('\n', '\\n');
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
