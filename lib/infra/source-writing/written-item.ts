import 'server-only';
import { letterAt, letterOf, OVERALL_RATIONALE } from '@/lib/domain/item/item-content';
import { formatRichText } from '@/lib/domain/text/format-rich-text';
import type { RichText } from '@/lib/domain/text/rich-text';
import type { BankExport, WrittenBank } from './bank-export';

export interface WrittenOption {
  readonly letter: string;
  readonly text: string;
  readonly correct: boolean;
  readonly rationale: string | null;
}

/** An item with its texts in the dialect of parseRichText, references written as letters. */
export interface WrittenItem {
  readonly title: string | null;
  /** Text of its background; null when it has none. */
  readonly stimulus: string | null;
  readonly stem: string;
  readonly options: readonly WrittenOption[];
  readonly overallRationale: string | null;
  readonly topic: string | null;
  readonly sourceId: string;
  readonly licenceNote: string;
  readonly shuffleLocked: boolean;
}

export type ExportedItem = BankExport['items'][number];
export type Loss = WrittenBank['losses'][number];

export function toWrittenItem(bank: BankExport, { content, stimulus, ...rest }: ExportedItem): WrittenItem {
  const order = content.options.map((option) => option.id);
  const write = (tree: RichText): string => formatRichText(tree, (id) => letterOf(order, id));
  const rationale = (id: string): string | null => {
    const text = Object.hasOwn(content.rationales, id) ? write(content.rationales[id] ?? []) : '';
    return text === '' ? null : text;
  };
  const background = stimulus === null ? undefined : bank.stimuli[stimulus];
  return {
    title: content.title?.trim().replaceAll(/\s+/g, ' ') || null,
    stimulus: background === undefined ? null : write(background.body),
    stem: write(content.stem),
    options: content.options.map(({ id, body }, at) => ({
      letter: letterAt(at),
      text: write(body),
      correct: content.key.includes(id),
      rationale: rationale(id),
    })),
    overallRationale: rationale(OVERALL_RATIONALE),
    topic: rest.topic,
    sourceId: rest.sourceId,
    licenceNote: rest.licenceNote,
    shuffleLocked: content.shuffleLocked,
  };
}

/** For a format without backgrounds: the text stands before each question. */
export function stemWithBackground({ stimulus, stem }: WrittenItem): string {
  return stimulus === null || stimulus === '' ? stem : `${stimulus}\n\n${stem}`;
}

/** What most formats of plain text can't hold of an item, in words. */
export function commonLosses(item: WrittenItem): readonly string[] {
  const texts = [
    item.stem,
    item.stimulus,
    item.overallRationale,
    ...item.options.flatMap(({ text, rationale }) => [text, rationale]),
  ];
  return [
    ...(item.stimulus === null ? [] : ['The background stands before the question and is no longer shared.']),
    ...(item.shuffleLocked ? ['That the options keep their order is not kept.'] : []),
    ...(texts.some((text) => text?.includes('](media:'))
      ? ['Pictures are named, but their bytes are not in the file.']
      : []),
  ];
}

/** A name that any file system takes, without its ending. */
export function fileStem(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/[^\w-]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  return plain.slice(0, 60).toLowerCase() || 'bank';
}
