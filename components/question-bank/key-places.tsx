import type { BankCues } from '@/lib/domain/cue-lint/bank-cues';
import { MIN_ITEMS } from '@/lib/domain/cue-lint/cue-check';
import { chanceWords } from '@/lib/domain/cue-lint/cue-sentence';
import { letterAt } from '@/lib/domain/item/item-content';
import { formatNumber } from '@/lib/ui/format';

/** Keys by place: the count in figures, and as a bar of the most frequent one; under it what the test says. */
export function KeyPlaces({ cues }: { cues: BankCues }) {
  const { keyPositions } = cues;
  return (
    <div className="flex flex-col gap-2">
      <PlaceCounts caption="Keys by place in the source" counts={keyPositions} />
      <p className="max-w-sm text-13 text-muted">{testWords(cues)}</p>
    </div>
  );
}

/** One column per letter. */
export function PlaceCounts({ caption, counts }: { caption: string; counts: readonly number[] }) {
  const most = Math.max(1, ...counts);
  return (
    <table className="w-fit border-collapse text-13 tabular-nums">
      <caption className="pb-1 text-left text-muted">{caption}</caption>
      <thead>
        <tr>
          {counts.map((_, position) => (
            <th
              // biome-ignore lint/suspicious/noArrayIndexKey: the place is the identity
              key={position}
              scope="col"
              className="min-w-12 border-b border-line px-2 pb-1 text-left font-normal text-muted"
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

function testWords({ position }: BankCues): string {
  const { verdict, p, method, n } = position;
  if (verdict === 'tooFew' || p === null) {
    return `${formatNumber(n)} with one key: a test says something from ${MIN_ITEMS} on.`;
  }
  const test = method === 'exact' ? 'exact test' : 'chi-square test';
  return verdict === 'uneven'
    ? `Not by chance: ${chanceWords(p)} (${test}).`
    : `As even as chance makes it: p ${chanceWords(p)} (${test}).`;
}
