import 'server-only';
import type { ListQuery, Page } from '@/lib/domain/kernel/page';
import { Prisma } from '@/lib/generated/prisma/client';

/** Rows of one page; each carries how many there are on all pages: `count(*) OVER ()::int AS total`. */
type Counted<Row> = Row & { readonly total: number };

/** The only way to a part of a list that can grow: the part and the count come from one statement. */
export async function readPage<Row, T>(
  { page, pageSize }: { readonly page: number; readonly pageSize: number },
  read: (part: Prisma.Sql) => Promise<readonly Counted<Row>[]>,
  map: (row: Row) => T,
): Promise<Page<T>> {
  const partOf = (wanted: number) => Prisma.sql`LIMIT ${pageSize} OFFSET ${(wanted - 1) * pageSize}`;
  const rows = await read(partOf(page));
  // A page behind the end: rows have gone since the link was made. The list itself is still there.
  if (rows.length === 0 && page > 1) return readPage({ page: 1, pageSize }, read, map);
  return { rows: rows.map(map), total: rows[0]?.total ?? 0, page, pageSize };
}

/** Whether `folded` (a text without case and accents) holds every word that is looked for. */
export function holdsWords(folded: Prisma.Sql, { q }: Pick<ListQuery, 'q'>): Prisma.Sql {
  if (q === '') return Prisma.sql`true`;
  return Prisma.sql`${folded} LIKE ALL ((SELECT public.search_patterns(${q}))::text[])`;
}

/** Whether a name holds every word that is looked for: "emile" finds "Émile". For people, `search_text` is folded already. */
export const isNamed = (name: Prisma.Sql, query: Pick<ListQuery, 'q'>): Prisma.Sql =>
  holdsWords(Prisma.sql`public.fold_text(${name})`, query);
