import { ActionButton } from '@/components/forms/action-button';
import { letterAt, OVERALL_RATIONALE } from '@/lib/domain/item/item-content';
import { mayEdit, type StepBy } from '@/lib/domain/item/item-life';
import { toItemText } from '@/lib/domain/item/item-text';
import { formatRichText } from '@/lib/domain/text/format-rich-text';
import { diffWords } from '@/lib/domain/text/word-diff';
import { restoreVersion } from '@/lib/features/item-editor/actions';
import type { VersionPair, VersionText } from '@/lib/features/item-editor/contract';
import { formatDateTime, formatList } from '@/lib/ui/format';
import { DiffText } from './diff-text';

/** One part of an item in both versions, as text. */
interface Row {
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

/** Two versions part by part, with who made them, when and why. An older one can be made current again. */
export function VersionColumns({
  pair,
  timeZone,
  actor,
}: {
  pair: VersionPair;
  timeZone: string;
  actor: StepBy;
}) {
  const canRestore = mayEdit(pair.state, actor);
  return (
    <div className="flex flex-col gap-6">
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-8 gap-y-4 md:grid-cols-2">
        {[pair.from, pair.to].map((text, side) => (
          <div key={side === 0 ? 'from' : 'to'} className="flex min-w-0 flex-col items-start gap-2">
            <h3 className="font-semibold">
              Version {text.version}
              {text.version === pair.currentVersion ? ' (current)' : ''}
            </h3>
            <p className="text-muted">
              {text.author ?? 'The installation'}, {formatDateTime(text.createdAt, timeZone)}
              {text.importName === null ? '' : `, from ${text.importName}`}
            </p>
            <p>
              {text.changeNote === '' ? (
                <span className="text-muted">No reason given.</span>
              ) : (
                text.changeNote
              )}
            </p>
            {canRestore && text.version !== pair.currentVersion ? (
              <ActionButton
                action={restoreVersion}
                fields={{
                  itemId: pair.itemId,
                  expectedVersion: String(pair.currentVersion),
                  version: String(text.version),
                }}
                pendingLabel="Restoring"
                size="compact"
              >
                {`Restore version ${text.version}`}
              </ActionButton>
            ) : null}
          </div>
        ))}
      </div>
      {rowsOf(pair).map((row) => (
        <PartRow key={row.label} row={row} />
      ))}
    </div>
  );
}

function PartRow({ row: { label, before, after } }: { row: Row }) {
  const parts = diffWords(before, after);
  const isSame = before === after;
  return (
    <section className="flex flex-col gap-2 border-t border-hairline pt-4">
      <h3 className="text-13 text-muted">
        {label}
        {isSame ? ' (the same)' : ''}
      </h3>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-8 gap-y-3 md:grid-cols-2">
        <DiffText parts={parts} side="removed" />
        <DiffText parts={parts} side="added" />
      </div>
    </section>
  );
}

/** The parts of both versions; an option that only one of them has stands beside nothing. */
function rowsOf({ from, to }: VersionPair): readonly Row[] {
  const [before, after] = [partsOf(from), partsOf(to)];
  const labels = [...new Map([...before, ...after].map(({ id, label }) => [id, label]))];
  const textIn = (parts: readonly Part[], id: string): string =>
    parts.find((part) => part.id === id)?.text ?? '';
  return labels
    .map(([id, label]) => ({ label, before: textIn(before, id), after: textIn(after, id) }))
    .filter((row) => row.before !== '' || row.after !== '');
}

interface Part {
  readonly id: string;
  readonly label: string;
  readonly text: string;
}

function partsOf({ content, stimulus, licenceNote }: VersionText): readonly Part[] {
  const item = toItemText(content);
  const keys = item.options.flatMap(({ isKey }, at) => (isKey ? [letterAt(at)] : []));
  return [
    { id: 'title', label: 'Title', text: item.title },
    { id: 'stimulus', label: 'Background', text: stimulus === null ? '' : formatRichText(stimulus) },
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
    { id: 'licence', label: 'Licence and source', text: licenceNote },
  ];
}
