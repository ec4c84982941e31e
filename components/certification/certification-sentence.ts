import { coverageSentence } from '@/lib/domain/blueprint/coverage';
import type { CertificationList, CertificationView } from '@/lib/features/certification/contract';
import { formatCount } from '@/lib/ui/format';

const QUESTIONS = { one: 'question', other: 'questions' } as const;

/** "Not covered yet: Security & Compliance, 10 % of the exam. 12 questions count for no domain." */
export function certificationSentence({ coverage }: Pick<CertificationView, 'coverage'>): string {
  const { unmappedCount } = coverage;
  const stray =
    unmappedCount === 0
      ? ''
      : ` ${formatCount(unmappedCount, QUESTIONS)} ${unmappedCount === 1 ? 'counts' : 'count'} for no domain.`;
  return `${coverageSentence(coverage)}${stray}`;
}

/** "You prepare for 2 certifications. 1 cut is assumed: the vendor publishes no pass mark." */
export function certificationsSentence({ all, assumed }: Pick<CertificationList, 'all' | 'assumed'>): string {
  if (all === 0) return 'You prepare for no certification yet.';
  const count = formatCount(all, { one: 'certification', other: 'certifications' });
  const cuts = formatCount(assumed, { one: 'cut is', other: 'cuts are' });
  return `You prepare for ${count}.${assumed > 0 ? ` ${cuts} assumed: the vendor publishes no pass mark.` : ''}`;
}
