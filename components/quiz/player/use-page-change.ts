import { useEffect, useRef } from 'react';
import type { PlayerView } from './player-view';

/**
 * After going somewhere, title and focus say where one is; the first page takes no focus from anybody. Within one background
 * the question comes to the top, so that nobody scrolls past what they have read; a new background begins at its beginning.
 */
export function usePageChange(
  view: PlayerView,
  {
    total,
    flagged,
    examName,
    stimulusId,
  }: { total: number; flagged: boolean; examName: string; stimulusId: string | null },
): void {
  const place = view.name === 'question' ? `q${view.position}` : view.name;
  const before = useRef(place);
  useEffect(() => {
    const words =
      view.name === 'question'
        ? `Question ${view.position} of ${total}${flagged ? ' – flagged' : ''}`
        : view.name === 'review'
          ? 'Review your answers'
          : 'Submit the exam?';
    document.title = `${words} – ${examName}`;
  }, [view, total, flagged, examName]);
  const background = useRef(stimulusId);
  useEffect(() => {
    if (before.current === place) return;
    before.current = place;
    const same = stimulusId !== null && background.current === stimulusId;
    background.current = stimulusId;
    document.querySelector('main')?.scrollTo(0, 0);
    const heading = document.querySelector<HTMLElement>('[data-focus-target]');
    heading?.focus({ preventScroll: true });
    if (same) heading?.scrollIntoView({ block: 'start' });
  }, [place, stimulusId]);
}
