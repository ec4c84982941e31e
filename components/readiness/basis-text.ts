import type { ExamBasis } from '@/lib/features/readiness/contract';
import { formatPercent } from '@/lib/ui/format';

/** What readiness is measured against, with the cut as the assumption that it is. */
export function basisText({ blueprintLabel, questionCount, cutPercent, cutSource }: ExamBasis): string {
  const source =
    cutSource === 'assumed' ? 'an assumption: the vendor publishes none' : `source: ${cutSource}`;
  return `${blueprintLabel}, ${questionCount} questions, cut ${formatPercent(cutPercent)} (${source})`;
}
