import 'server-only';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { requireVisitor } from '@/lib/infra/auth/require-scope';
import { isId } from '@/lib/infra/id';
import type { ImportDetail, ImportList } from './contract';
import { findImport, listImports } from './data';

/** A page of the history, from the page number in the URL. */
export const loadImports = cache(
  async (page: string | undefined): Promise<ImportList & { readonly timeZone: string }> => {
    const { scope, membership } = await requireVisitor('import:manage');
    return { ...(await listImports(scope, wholeNumber(page))), timeZone: membership.timeZone };
  },
);

/** One import; `line` moves the window on its source. */
export const loadImport = cache(
  async (
    importId: string,
    line: string | undefined,
  ): Promise<ImportDetail & { readonly timeZone: string }> => {
    const { scope, membership } = await requireVisitor('import:manage');
    if (!isId(importId)) notFound();
    const detail = await findImport(scope, importId, wholeNumber(line));
    if (detail === null) notFound();
    return { ...detail, timeZone: membership.timeZone };
  },
);

/** A positive whole number from the URL; anything else is 1. */
function wholeNumber(text: string | undefined): number {
  return text !== undefined && /^[1-9]\d{0,6}$/.test(text) ? Number(text) : 1;
}
