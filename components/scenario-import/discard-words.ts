import type { DraftRow } from '@/lib/features/import-draft/contract';
import { formatCount } from '@/lib/ui/format';

/** What discarding a draft loses, from what was done in it. */
export function discardSentence({ sourceName, work }: Pick<DraftRow, 'sourceName' | 'work'>): string {
  const decisions = formatCount(work.decisions, { one: 'decision', other: 'decisions' });
  const lost = [
    sourceName,
    ...(work.edited ? ['what was corrected in its text'] : []),
    ...(work.decisions > 0 ? [`${decisions} about its questions`] : []),
  ];
  const all = lost.length === 1 ? `${lost[0]} is` : `${lost.slice(0, -1).join(', ')} and ${lost.at(-1)} are`;
  const untouched = lost.length === 1 ? ' Nothing was changed or decided in it yet.' : '';
  return `${all} removed.${untouched} No bank changes. This can’t be undone.`;
}
