import 'server-only';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { type ListQuery, type Page, readListQuery } from '@/lib/domain/kernel/page';
import { requireVisitor } from '@/lib/infra/auth/require-scope';
import { isId } from '@/lib/infra/id';
import type { ImportDetail, ImportRow } from './contract';
import { findImport, listImports } from './data';

/** A part of the history, as the address asks for it. */
export async function loadImports(search: Readonly<Record<string, unknown>>): Promise<{
  readonly query: ListQuery;
  readonly imports: Page<ImportRow>;
  readonly timeZone: string;
}> {
  const { scope, membership } = await requireVisitor('import:manage');
  const query = readListQuery(search);
  return { query, imports: await listImports(scope, query), timeZone: membership.timeZone };
}

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
