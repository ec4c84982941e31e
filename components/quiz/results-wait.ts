import type { ResultsWait } from '@/lib/features/attempt/contract';
import { formatDateTime } from '@/lib/ui/format';

/** Why there are no results yet, and until when: one sentence, nothing about the answers. */
export function waitText(wait: ResultsWait, timeZone: string): string {
  switch (wait.why) {
    case 'still_open':
      return 'This attempt is still running, so there are no results yet.';
    case 'hidden':
      return 'No results are shown for this exam. Your answers arrived; your instructor has them.';
    case 'after_close':
      return `Results appear when the exam has closed for everybody, on ${formatDateTime(wait.until, timeZone)} at the earliest.`;
    case 'left':
      return 'You left this exam without a result. It counts as used.';
    case 'voided':
      return 'This sitting was voided by your instructors: it doesn’t count, and has no result.';
    case 'by_hand':
      return 'Results appear when your instructor releases them.';
    case 'grading':
      return 'Your answers are kept and are being marked. This page shows when that is done.';
  }
}
