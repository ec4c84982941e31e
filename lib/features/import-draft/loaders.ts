import 'server-only';
import { notFound, redirect } from 'next/navigation';
import { cache } from 'react';
import { requireScope } from '@/lib/infra/auth/require-scope';
import { isId } from '@/lib/infra/id';
import { warmSourceReading } from '@/lib/infra/source-reading/read-source';
import { paths, withQuery } from '@/lib/ui/paths';
import { findJob } from '../import-job/data';
import type { DraftRow, DraftView } from './contract';
import { findDraft, listDrafts } from './data';

export const loadDrafts = cache(
  async (): Promise<readonly DraftRow[]> => listDrafts(await requireScope('import:manage')),
);

/** Lets in whoever may import, and starts the thread that reads while they choose a file. */
export async function enterNewImport(): Promise<void> {
  await requireScope('import:manage');
  warmSourceReading();
}

/** One draft. One that was written meanwhile leads to what came of it. */
export const loadDraft = cache(async (draftId: string): Promise<DraftView> => {
  const scope = await requireScope('import:manage');
  if (!isId(draftId)) notFound();
  const draft = await findDraft(scope, draftId);
  if (draft !== null) return draft;
  const job = await findJob(scope, draftId);
  if (job?.state === 'done' && job.importId !== null) {
    redirect(withQuery(paths.import(job.importId), { done: 'yes' }));
  }
  return notFound();
});
