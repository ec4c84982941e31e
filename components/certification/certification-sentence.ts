import { coverageSentence } from '@/lib/domain/blueprint/coverage';
import type { CertificationView } from '@/lib/features/certification/contract';
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
