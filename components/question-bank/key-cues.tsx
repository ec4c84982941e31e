import type { BankCues } from '@/lib/domain/cue-lint/bank-cues';
import { chanceWords, cueSentence } from '@/lib/domain/cue-lint/cue-sentence';
import { formatCount, formatNumber } from '@/lib/ui/format';
import { KeyPlaces } from './key-places';
import { StrategyTable } from './strategy-table';

const QUESTION = { one: 'question', other: 'questions' };

/** What a set of items gives away to somebody who knows nothing: the finding, each strategy, and the two tests behind it. */
export function KeyCues({ cues }: { cues: BankCues }) {
  return (
    <div className="flex flex-col gap-5">
      <p className="measure font-reading text-17 leading-reading">{cueSentence(cues)}</p>
      {cues.comparable === 0 ? null : (
        <>
          <StrategyTable cues={cues} />
          <div className="flex flex-wrap gap-x-12 gap-y-4">
            <KeyPlaces cues={cues} />
            <p className="max-w-sm text-muted">{longestWords(cues)}</p>
          </div>
        </>
      )}
      {leftOut(cues).map((words) => (
        <p key={words} className="measure text-muted">
          {words}
        </p>
      ))}
    </div>
  );
}

function longestWords({ longest }: BankCues): string {
  const { strict, tied, decided, p } = longest;
  const ties = tied === 0 ? '' : `, and among the longest in ${formatNumber(tied)} more`;
  const facts = `The key is strictly the longest option in ${formatNumber(strict)} of ${formatCount(decided, QUESTION)} that have one longest option${ties}.`;
  if (p === null) return `${facts} Too few to test.`;
  return longest.verdict === 'cue'
    ? `${facts} By chance that would happen ${chanceWords(p)} times.`
    : `${facts} That is what chance explains (p ${chanceWords(p)}).`;
}

function leftOut({ severalKeys, shuffleLocked }: BankCues): readonly string[] {
  const several =
    severalKeys === 0
      ? []
      : [`${formatCount(severalKeys, QUESTION)} with several keys left out of the score.`];
  const locked =
    shuffleLocked === 0
      ? []
      : [
          shuffleLocked === 1
            ? '1 question keeps its order, because its options refer to one another.'
            : `${formatNumber(shuffleLocked)} questions keep their order, because their options refer to one another.`,
        ];
  return [...several, ...locked];
}
