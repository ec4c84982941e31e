import { cn } from '@/lib/ui/cn';

/**
 * Holds the place of something that loads. Appears after 300 ms, so a quick answer never flickers. Give it the size
 * of what it stands for (`className="h-9 w-40"`).
 */
export function Skeleton({ className }: { className: string }) {
  return <div aria-hidden="true" className={cn('animate-appear rounded-control bg-hairline', className)} />;
}

const LINE_WIDTHS = ['w-full', 'w-11/12', 'w-full', 'w-4/5', 'w-full', 'w-2/3'] as const;

export function SkeletonText({ lines = 3 }: { lines?: number }) {
  return (
    <div className="flex flex-col gap-2.5">
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines have no identity and never move
        <Skeleton key={line} className={cn('h-4', LINE_WIDTHS[line % LINE_WIDTHS.length])} />
      ))}
    </div>
  );
}

/** Rows of a dense table, at its real height. */
export function SkeletonTable({ rows = 6 }: { rows?: number }) {
  return (
    <div className="flex flex-col">
      <div className="h-8.5 border-b border-line" />
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows have no identity and never move
        <div key={row} className="flex h-9 items-center gap-8 border-b border-hairline">
          <Skeleton className="h-3.5 w-1/3" />
          <Skeleton className="h-3.5 w-16" />
          <Skeleton className="h-3.5 grow" />
        </div>
      ))}
    </div>
  );
}

/** Wraps the skeletons of a region and says to a screen reader that it is on its way. */
export function Loading({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div role="status" aria-label={label}>
      {children}
    </div>
  );
}
