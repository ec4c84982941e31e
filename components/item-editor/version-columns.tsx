import { ActionButton } from '@/components/forms/action-button';
import { mayEdit, type StepBy } from '@/lib/domain/item/item-life';
import { formatRichText } from '@/lib/domain/text/format-rich-text';
import { restoreVersion } from '@/lib/features/item-editor/actions';
import type { VersionPair, VersionText } from '@/lib/features/item-editor/contract';
import { formatDateTime } from '@/lib/ui/format';
import { type ItemPart, type PartPair, PartRow, pairParts, partsOf } from './item-parts';

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
        <PartRow key={row.label} pair={row} />
      ))}
    </div>
  );
}

/** With what stands around the item: its background after the title, its licence last. */
function rowsOf({ from, to }: VersionPair): readonly PartPair[] {
  return pairParts(allOf(from), allOf(to));
}

function allOf({ content, stimulus, licenceNote }: VersionText): readonly ItemPart[] {
  const [title, ...rest] = partsOf(content);
  const background = stimulus === null ? '' : formatRichText(stimulus);
  return [
    ...(title ? [title] : []),
    { id: 'stimulus', label: 'Background', text: background },
    ...rest,
    { id: 'licence', label: 'Licence and source', text: licenceNote },
  ];
}
