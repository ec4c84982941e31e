import 'server-only';
import { notFound } from 'next/navigation';
import { requireVisitor } from '@/lib/infra/auth/require-scope';
import { isId } from '@/lib/infra/id';
import type { ExportView } from './contract';
import { previewExport } from './data';

/** What an export would hold and lose; for whoever may take a bank out. */
export async function loadExport(bankId: string, filter: string): Promise<ExportView> {
  const { scope } = await requireVisitor('bank:manage');
  const view = isId(bankId) ? await previewExport(scope, bankId, filter.slice(0, 2000)) : null;
  if (view === null) notFound();
  return view;
}
