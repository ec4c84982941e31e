import { type ItemContent, letterAt, OVERALL_RATIONALE } from '@/lib/domain/item/item-content';
import { toItemText } from '@/lib/domain/item/item-text';
import { diffWords } from '@/lib/domain/text/word-diff';
import { formatList } from '@/lib/ui/format';
import { DiffText } from './diff-text';

/** A part of an item as text; parts of two versions belong together by their ids. */
export interface ItemPart {
  readonly id: string;
  readonly label: string;
  readonly text: string;
}

/** One part of an item in both versions. */
export interface PartPair {
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

/** What an item says, part by part and in the order of the page. */
export function partsOf(content: ItemContent): readonly ItemPart[] {
  const item = toItemText(content);
  const keys = item.options.flatMap(({ isKey }, at) => (isKey ? [letterAt(at)] : []));
  return [
    { id: 'title', label: 'Title', text: item.title },
    { id: 'stem', label: 'Question', text: item.stem },
    { id: 'key', label: 'Key', text: formatList(keys) },
    ...item.options.flatMap((option, at) => [
      { id: option.id, label: `Option ${letterAt(at)}`, text: option.text },
      { id: `why-${option.id}`, label: `Rationale of option ${letterAt(at)}`, text: option.rationale },
    ]),
    { id: OVERALL_RATIONALE, label: 'Overall rationale', text: item.overall },
    {
      id: 'shuffle',
      label: 'Order of the options',
      text: content.shuffleLocked ? 'Always this order' : 'May be shuffled',
    },
  ];
}

/** The parts of both versions; an option that only one of them has stands beside nothing. */
export function pairParts(before: readonly ItemPart[], after: readonly ItemPart[]): readonly PartPair[] {
  const labels = [...new Map([...before, ...after].map(({ id, label }) => [id, label]))];
  const textIn = (parts: readonly ItemPart[], id: string): string =>
    parts.find((part) => part.id === id)?.text ?? '';
  return labels
    .map(([id, label]) => ({ label, before: textIn(before, id), after: textIn(after, id) }))
    .filter((pair) => pair.before !== '' || pair.after !== '');
}

/** A part side by side, with the words that differ marked. */
export function PartRow({ pair: { label, before, after } }: { pair: PartPair }) {
  const parts = diffWords(before, after);
  return (
    <section className="flex flex-col gap-2 border-t border-hairline pt-4">
      <h3 className="text-13 text-muted">
        {label}
        {before === after ? ' (the same)' : ''}
      </h3>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-8 gap-y-3 md:grid-cols-2">
        <DiffText parts={parts} side="removed" />
        <DiffText parts={parts} side="added" />
      </div>
    </section>
  );
}
