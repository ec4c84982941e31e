import 'server-only';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { requireScope } from '@/lib/infra/auth/require-scope';
import { isId } from '@/lib/infra/id';
import type { DraftRow, DraftView } from './contract';
import { findDraft, listDrafts } from './data';

export const loadDrafts = cache(
  async (): Promise<readonly DraftRow[]> => listDrafts(await requireScope('import:manage')),
);

export const loadDraft = cache(async (draftId: string): Promise<DraftView> => {
  const scope = await requireScope('import:manage');
  if (!isId(draftId)) notFound();
  return (await findDraft(scope, draftId)) ?? notFound();
});
