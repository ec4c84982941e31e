import { Notice } from '@/components/ui/notice';
import { State } from '@/components/ui/state';
import { letterOf } from '@/lib/domain/item/item-content';
import { scoreChangeText } from '@/lib/domain/key-correction/consequence';
import type { ResultsView, ReviewItem } from '@/lib/features/attempt/contract';
import { formatDate, formatList } from '@/lib/ui/format';
import { MarkSeen } from './mark-seen';
import { passChangeText } from './pass-change-text';

/** Above a result that a corrected key has changed. */
export function CorrectedScore({ results, timeZone }: { results: ResultsView; timeZone: string }) {
  const { correction, attemptId, score } = results;
  if (correction === null) return null;
  const { correctedAt, correctBefore, correctAfter, isNew } = correction;
  const change = scoreChangeText(correctBefore, correctAfter);
  return (
    <>
      <Notice title={`Key corrected on ${formatDate(correctedAt, timeZone)}: ${change}`}>
        {correctBefore} of {score.total} before, {correctAfter} of {score.total} now
        {passChangeText(correction)}.{' '}
        {results.items.length > 0 ? 'The questions concerned say so below.' : ''}
      </Notice>
      {isNew ? <MarkSeen attemptId={attemptId} /> : null}
    </>
  );
}

/** On a question whose key was corrected after its form was frozen: since when, and what that did to this answer. */
export function CorrectedItem({ item, timeZone }: { item: ReviewItem; timeZone: string }) {
  const { correction } = item;
  if (correction === null) return null;
  const since = correction.correctedAt ? ` on ${formatDate(correction.correctedAt, timeZone)}` : '';
  return (
    <p className="measure border-l-3 border-accent bg-accent-soft px-4 py-2">
      <State icon="info" tone="above">
        {`Key corrected${since}`}
      </State>{' '}
      <span>{effectText(item)}</span>
    </p>
  );
}

function effectText({ correction, options }: ReviewItem): string {
  if (correction === null) return '';
  const order = options.map(({ id }) => id);
  const change = {
    gained: 'Your answer now counts as right.',
    lost: 'Your answer no longer counts as right.',
    none: 'Your answer counts as before.',
  }[correction.change ?? 'none'];
  if (correction.countsForAll) return `Everybody gets the point. ${change}`;
  const also = correction.alsoRight.flatMap((id) => letterOf(order, id) ?? []);
  return also.length > 0 ? `${formatList(also)} still counts as right, too. ${change}` : change;
}
