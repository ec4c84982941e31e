import { Pagination } from '@/components/ui/navigation';
import type { ImportDetail } from '@/lib/features/import-history/contract';
import { paths, withQuery } from '@/lib/ui/paths';

/** The source as it came in, with line numbers that can be linked to. A long one is shown in stretches. */
export function KeptSource({ detail }: { detail: ImportDetail }) {
  const { from, lines, total } = detail.source;
  const to = from + lines.length - 1;
  const href = (line: number) => `${withQuery(paths.import(detail.id), { line })}#source`;
  return (
    <div id="source" className="flex flex-col gap-3">
      <section
        aria-label="Source"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1)
        tabIndex={0}
        className="h-[32rem] max-h-[75dvh] overflow-y-auto rounded-control border border-hairline bg-raised py-2 print:h-auto print:max-h-none"
      >
        {lines.map((line, index) => (
          <div
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
            key={index}
            id={`L${from + index}`}
            className="grid scroll-mt-8 grid-cols-[3.75rem_minmax(0,1fr)] pr-3 font-code text-13 leading-reading target:bg-accent-soft"
          >
            <span className="mr-2 pr-1.5 text-right text-muted tabular-nums">{from + index}</span>
            <span className="whitespace-pre-wrap [overflow-wrap:anywhere]">
              {line === '' ? '\u200b' : line}
            </span>
          </div>
        ))}
      </section>
      {lines.length < total ? (
        <Pagination
          from={from}
          to={to}
          total={total}
          noun={{ one: 'line', other: 'lines' }}
          previousHref={from > 1 ? href(Math.max(1, from - 1000)) : null}
          nextHref={to < total ? href(to + 1) : null}
        />
      ) : null}
    </div>
  );
}
