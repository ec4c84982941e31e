import { Pagination } from '@/components/ui/navigation';
import type { Page } from '@/lib/domain/kernel/page';
import { formatCount, type Noun } from '@/lib/ui/format';

/** How long a list is and, when it has several pages, where in it one is. */
export function Pager({
  page: { page, pageSize, total, rows },
  noun,
  href,
}: {
  page: Page<unknown>;
  noun: Noun;
  href: (page: number) => string;
}) {
  if (total === 0) return null;
  if (total <= pageSize) return <p className="text-muted tabular-nums">{formatCount(total, noun)}</p>;
  const from = (page - 1) * pageSize + 1;
  const to = from + rows.length - 1;
  return (
    <Pagination
      from={from}
      to={to}
      total={total}
      noun={noun}
      previousHref={page > 1 ? href(page - 1) : null}
      nextHref={to < total ? href(page + 1) : null}
    />
  );
}
