import type { ReactNode } from 'react';
import { State } from '@/components/ui/state';
import { type ItemContent, letterOf, OVERALL_RATIONALE } from '@/lib/domain/item/item-content';
import { type RichText, toPlainText } from '@/lib/domain/text/rich-text';
import { type DiffPart, diffWords } from '@/lib/domain/text/word-diff';

interface DiffRow {
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

/** Two contents of one question side by side, part by part; words that differ are marked. Equal parts are left out. */
export function ContentDiff({
  before,
  after,
  beforeTitle,
  afterTitle,
}: {
  before: ItemContent;
  after: ItemContent;
  beforeTitle: string;
  afterTitle: string;
}) {
  const rows = partsOf(before, after);
  const changed = rows.filter((row) => row.before !== row.after);
  const stem = rows.find(({ label }) => label === 'Question');
  const shown = changed.includes(stem as DiffRow) || stem === undefined ? changed : [stem, ...changed];
  return (
    <div className="flex flex-col border-t border-hairline">
      <div className="hidden gap-x-6 border-b border-hairline py-1.5 text-13 text-muted sm:grid sm:grid-cols-[8rem_1fr_1fr]">
        <span />
        <span>{beforeTitle}</span>
        <span>{afterTitle}</span>
      </div>
      {shown.map((row) => {
        const parts = diffWords(row.before, row.after);
        return (
          <div
            key={row.label}
            className="grid gap-x-6 gap-y-1 border-b border-hairline py-2 last:border-b-0 sm:grid-cols-[8rem_1fr_1fr]"
          >
            <span className="text-13 text-muted">{row.label}</span>
            <Side title={beforeTitle} parts={parts} own="removed" />
            <Side title={afterTitle} parts={parts} own="added" />
          </div>
        );
      })}
      {changed.length === 0 ? (
        <p className="py-2">
          <State icon="tick">Their words are the same.</State>
        </p>
      ) : null}
    </div>
  );
}

function Side({
  title,
  parts,
  own,
}: {
  title: string;
  parts: readonly DiffPart[];
  own: 'removed' | 'added';
}) {
  const shown = parts.filter(({ kind }) => kind === 'same' || kind === own);
  return (
    <div className="min-w-0">
      <p className="text-13 text-muted sm:sr-only">{title}</p>
      <p className="font-reading leading-reading whitespace-pre-wrap [overflow-wrap:anywhere]">
        {shown.length === 0 ? <span className="text-muted">Nothing</span> : shown.map(mark)}
      </p>
    </div>
  );
}

function mark({ kind, text }: DiffPart, at: number): ReactNode {
  if (kind === 'same') return text;
  const Mark = kind === 'removed' ? 'del' : 'ins';
  const look =
    kind === 'removed'
      ? 'bg-below-soft text-below decoration-below line-through'
      : 'bg-accent-soft text-accent underline decoration-2 underline-offset-4';
  return (
    <Mark key={at} className={look}>
      {text}
    </Mark>
  );
}

/** Parts in the order in which they are read; options are compared by id, so a move is no change of text. */
function partsOf(before: ItemContent, after: ItemContent): readonly DiffRow[] {
  const ids = [...new Set([...after.options, ...before.options].map(({ id }) => id))];
  const order = (content: ItemContent) => content.options.map(({ id }) => id);
  const words = (content: ItemContent, text: RichText | undefined) =>
    text === undefined ? '' : toPlainText(text, (id) => letterOf(order(content), id));
  const letters = (content: ItemContent, wanted: readonly string[]) =>
    wanted.map((id) => letterOf(order(content), id) ?? '?').join(', ');
  const optionText = (content: ItemContent, id: string) =>
    words(content, content.options.find((option) => option.id === id)?.body);
  const name = (id: string) => letterOf(order(after), id) ?? letterOf(order(before), id) ?? '';
  const common = ids.filter((id) => order(before).includes(id) && order(after).includes(id));
  const sequence = (content: ItemContent) =>
    content.options
      .filter(({ id }) => common.includes(id))
      .map(({ id }) => optionText(content, id))
      .join(' / ');
  const keyText = (content: ItemContent) =>
    content.key.map((id) => `${letters(content, [id])}: ${optionText(content, id)}`).join('\n');
  return [
    { label: 'Title', before: before.title ?? '', after: after.title ?? '' },
    { label: 'Question', before: words(before, before.stem), after: words(after, after.stem) },
    ...ids.map((id) => ({
      label: `Option ${name(id)}`,
      before: optionText(before, id),
      after: optionText(after, id),
    })),
    ...(order(before)
      .filter((id) => common.includes(id))
      .join() ===
    order(after)
      .filter((id) => common.includes(id))
      .join()
      ? []
      : [{ label: 'Order', before: sequence(before), after: sequence(after) }]),
    {
      label: 'Key',
      before:
        [...before.key].sort().join() === [...after.key].sort().join() ? keyText(after) : keyText(before),
      after: keyText(after),
    },
    ...[...ids, OVERALL_RATIONALE].map((id) => ({
      label: id === OVERALL_RATIONALE ? 'Overall rationale' : `Rationale ${name(id)}`,
      before: words(before, before.rationales[id]),
      after: words(after, after.rationales[id]),
    })),
    {
      label: 'Shuffling',
      before: before.shuffleLocked ? 'Order is kept' : 'Shuffled',
      after: after.shuffleLocked ? 'Order is kept' : 'Shuffled',
    },
  ];
}
