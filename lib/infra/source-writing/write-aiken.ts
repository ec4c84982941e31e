import 'server-only';
import { NOTHING } from '@/lib/domain/text/format-inline';
import type { BankExport, WrittenBank } from './bank-export';
import {
  commonLosses,
  fileStem,
  type Loss,
  stemWithBackground,
  toWrittenItem,
  type WrittenItem,
} from './written-item';

/** Writes Aiken, which holds a line for the question, a line for each option and the answer, and nothing else. */
export function writeAiken(bank: BankExport): WrittenBank {
  const losses: Loss[] = [];
  const blocks = bank.items.map((exported, index) => {
    const item = toWrittenItem(bank, exported);
    for (const what of itemLosses(item)) losses.push({ item: index, what });
    const key = item.options.filter(({ correct }) => correct).map(({ letter }) => letter);
    return [
      protect(oneLine(stemWithBackground(item))),
      ...item.options.map(({ letter, text }) => `${letter}. ${oneLine(text)}`),
      `ANSWER: ${key.join(', ')}\n`,
    ].join('\n');
  });
  return {
    fileName: `${fileStem(bank.name)}.txt`,
    mime: 'text/plain; charset=utf-8',
    bytes: new TextEncoder().encode(blocks.join('\n')),
    losses,
  };
}

function itemLosses(item: WrittenItem): readonly string[] {
  const texts = [stemWithBackground(item), ...item.options.map(({ text }) => text)];
  const isExplained =
    item.overallRationale !== null || item.options.some(({ rationale }) => rationale !== null);
  return [
    ...commonLosses(item),
    ...(texts.some((text) => text.includes('\n'))
      ? ['Texts of several lines are written in one, without lists, code blocks and tables.']
      : []),
    ...(item.options.filter(({ correct }) => correct).length > 1
      ? ['Several keys are written, which most readers of Aiken refuse.']
      : []),
    ...(item.title === null ? [] : ['The title is not kept.']),
    ...(isExplained ? ['The rationales are not kept.'] : []),
    ...(item.topic === null ? [] : ['The topic is not kept.']),
    'The id is not kept.',
  ];
}

function oneLine(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, ' ').trim();
}

/** A question that looks like a numbered one, an option or an answer. */
function protect(stem: string): string {
  const isTaken =
    /^\s*(?:\(?[A-Za-z][.)]|(?:(?:question|q)\s*)?\d{1,5}[.):]\s|answers?\s*[:=]|(?:explanation|feedback|rationale)\s*:)/i.test(
      stem,
    );
  return isTaken ? NOTHING + stem : stem;
}
