import 'server-only';
import { notFound, redirect } from 'next/navigation';
import { cache } from 'react';
import { type ListQuery, type Page, readListQuery } from '@/lib/domain/kernel/page';
import { requireScope } from '@/lib/infra/auth/require-scope';
import { isId } from '@/lib/infra/id';
import { warmSourceReading } from '@/lib/infra/source-reading/read-source';
import { paths, withQuery } from '@/lib/ui/paths';
import { findJob } from '../import-job/data';
import { DRAFTS, type DraftRow, type DraftView } from './contract';
import { findDraft, listDrafts } from './data';

/** A part of the unfinished imports, as the address asks for it. */
export async function loadDrafts(
  search: Readonly<Record<string, unknown>>,
): Promise<{ readonly query: ListQuery; readonly drafts: Page<DraftRow> }> {
  const query = readListQuery(search, DRAFTS);
  return { query, drafts: await listDrafts(await requireScope('import:manage'), query) };
}

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
