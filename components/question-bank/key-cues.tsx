import { letterAt } from '@/lib/domain/item/item-content';
import type { ItemSetLint } from '@/lib/domain/item/item-set-lint';
import { formatNumber } from '@/lib/ui/format';
import { keyCueSentence } from './key-cue-words';

/** Clues to the key that have nothing to do with knowing the answer: where it stands and how long it is. */
export function KeyCues({ cues }: { cues: ItemSetLint }) {
  return (
    <div className="flex flex-col gap-3">
      <p className="measure">{keyCueSentence(cues)}</p>
      {cues.keyPositions.length > 0 ? <Positions counts={cues.keyPositions} /> : null}
      {cues.shuffleLocked > 0 ? (
        <p className="text-muted">
          {cues.shuffleLocked === 1
            ? '1 question keeps its order, because its options refer to one another.'
            : `${formatNumber(cues.shuffleLocked)} questions keep their order, because their options refer to one another.`}
        </p>
      ) : null}
    </div>
  );
}

/** One column per letter: the count in figures, and as a bar of the most frequent one. */
function Positions({ counts }: { counts: readonly number[] }) {
  const most = Math.max(1, ...counts);
  return (
    <table className="w-fit border-collapse text-13 tabular-nums">
      <caption className="pb-1 text-left text-muted">Keys by place in the source</caption>
      <thead>
        <tr>
          {counts.map((_, position) => (
            <th
              // biome-ignore lint/suspicious/noArrayIndexKey: the place is the identity
              key={position}
              scope="col"
              className="min-w-14 border-b border-line px-2 pb-1 text-left font-normal text-muted"
            >
              {letterAt(position)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <tr>
          {counts.map((count, position) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the place is the identity
            <td key={position} className="px-2 pt-1.5 align-top text-15">
              {formatNumber(count)}
              <span
                aria-hidden="true"
                className="printed mt-1 block h-1 bg-accent"
                style={{ width: `${(100 * count) / most}%` }}
              />
            </td>
          ))}
        </tr>
      </tbody>
    </table>
  );
}
