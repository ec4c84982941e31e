import Link from 'next/link';
import { TextLink } from '@/components/ui/button-link';
import { Icon } from '@/components/ui/icon';
import { paths } from '@/lib/ui/paths';
import type { FilterChip } from './filter-words';

/** The filters that are on; pressing one leaves it out. */
export function FilterChips({ bankId, chips }: { bankId: string; chips: readonly FilterChip[] }) {
  if (chips.length === 0) return null;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <ul aria-label="Filters that are on" className="contents">
        {chips.map(({ words, href }) => (
          <li key={words}>
            <Link
              prefetch={false}
              href={href}
              scroll={false}
              className="inline-flex min-h-8 max-w-80 items-center gap-1.5 rounded-control border border-line px-2.5 text-13 hover:border-ink"
            >
              <span className="truncate">{words}</span>
              <Icon name="cross" size="small" label="Leave out" />
            </Link>
          </li>
        ))}
      </ul>
      <TextLink href={paths.bank(bankId)}>Clear the filters</TextLink>
    </div>
  );
}
