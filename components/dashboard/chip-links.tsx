import { clsx } from 'clsx';
import Link from 'next/link';

export interface ChipLink {
  readonly href: string;
  readonly label: string;
  readonly current: boolean;
}

/** Filters in one row, each a link: what is chosen is in the address. */
export function ChipLinks({ label, chips }: { label: string; chips: readonly ChipLink[] }) {
  return (
    <nav aria-label={label} className="print:hidden">
      <ul className="flex flex-wrap gap-1.5">
        {chips.map((chip) => (
          <li key={chip.href}>
            <Link
              prefetch={false}
              href={chip.href}
              scroll={false}
              aria-current={chip.current ? 'true' : undefined}
              className={clsx(
                'inline-flex min-h-9 items-center rounded-full border px-3 text-13',
                chip.current
                  ? 'border-ink font-semibold text-ink'
                  : 'border-hairline text-muted hover:border-line hover:text-ink',
              )}
            >
              {chip.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
