import 'server-only';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { type ListQuery, type Page, readListQuery } from '@/lib/domain/kernel/page';
import { requireVisitor } from '@/lib/infra/auth/require-scope';
import { isId } from '@/lib/infra/id';
import { type ImportDetail, type ImportRow, QUESTIONS } from './contract';
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

/** One import; its address moves the window on its source, and narrows its questions. */
export function loadImport(
  importId: string,
  search: Readonly<Record<string, unknown>>,
): Promise<ImportDetail & { readonly timeZone: string }> {
  const { q, page } = readListQuery(search, QUESTIONS);
  return readImport(importId, wholeNumber(search.line), q, page);
}

/** The title of the page and the page itself ask for the same. */
const readImport = cache(async (importId: string, line: number, q: string, page: number) => {
  const { scope, membership } = await requireVisitor('import:manage');
  if (!isId(importId)) notFound();
  const detail = await findImport(scope, importId, line, { q, page });
  return detail === null ? notFound() : { ...detail, timeZone: membership.timeZone };
});

/** A positive whole number from the URL; anything else is 1. */
function wholeNumber(text: unknown): number {
  return typeof text === 'string' && /^[1-9]\d{0,6}$/.test(text) ? Number(text) : 1;
}
