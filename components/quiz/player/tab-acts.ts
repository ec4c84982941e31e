import { readStore, writeStore } from '@/lib/ui/browser-stores';
import type { ActStore } from './unsent-acts';

/** What happened beside the answers, kept for the tab until it was sent. */
export const tabActs = (attemptId: string): ActStore => ({
  read: () => JSON.parse(readStore('acts', attemptId) ?? '[]'),
  write: (waiting) => writeStore('acts', attemptId, JSON.stringify(waiting)),
});
