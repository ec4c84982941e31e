'use client';

import { clsx } from 'clsx';
import { memo, useEffect, useRef, useState } from 'react';
import { RichText } from '@/components/content/rich-text';
import { ItemView } from '@/components/question-bank/item-view';
import { Button } from '@/components/ui/button';
import { State } from '@/components/ui/state';
import type { PreviewItem, PreviewStimulus, PreviewView } from '@/lib/features/scenario-import/contract';
import { formatRange } from '@/lib/ui/format';

/** Drawing hundreds of items at once makes a browser stop; a page of them follows the choice. */
const PAGE = 25;

/** What the source gives, as a learner would read it. The chosen item is scrolled into view. */
export function ItemList({
  preview,
  selected,
  onChoose,
}: {
  preview: PreviewView;
  selected: number | null;
  onChoose: (index: number) => void;
}) {
  const [page, setPage] = useState(0);
  const [showKey, setShowKey] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const pages = Math.max(1, Math.ceil(preview.items.length / PAGE));
  const shown = Math.min(page, pages - 1);
  const from = shown * PAGE;
  useEffect(() => {
    if (selected !== null) setPage(Math.floor(selected / PAGE));
  }, [selected]);
  useEffect(() => {
    const card = box.current?.querySelector<HTMLElement>(`[data-item="${selected}"]`);
    if (card && box.current && shown >= 0) box.current.scrollTo({ top: Math.max(0, card.offsetTop - 8) });
  }, [selected, shown]);
  return (
    <section aria-label="Questions" className="flex min-w-0 flex-col gap-2">
      <div className="flex min-h-6 flex-wrap items-center justify-between gap-x-4 text-13 text-muted">
        <span>As a learner reads them, before shuffling</span>
        <label className="flex min-h-6 items-center gap-2">
          <input
            type="checkbox"
            className="size-4 accent-accent"
            checked={showKey}
            onChange={(event) => setShowKey(event.target.checked)}
          />
          Show keys and rationales
        </label>
      </div>
      <div
        ref={box}
        className="relative flex h-[36rem] max-h-[75dvh] flex-col overflow-y-auto rounded-control border border-hairline"
      >
        {preview.items.slice(from, from + PAGE).map((item, at) => (
          <Card
            // biome-ignore lint/suspicious/noArrayIndexKey: numbers may repeat until they are corrected
            key={from + at}
            item={item}
            index={from + at}
            stimulus={leadingStimulus(preview, from + at, at === 0)}
            range={stimulusRange(preview, item.stimulus)}
            isSelected={selected === from + at}
            showKey={showKey}
            onChoose={onChoose}
          />
        ))}
        {pages > 1 ? <Pager page={shown} pages={pages} onPage={setPage} /> : null}
      </div>
    </section>
  );
}

/** The background is shown above the first of its questions, and again at the top of a page. */
function leadingStimulus(preview: PreviewView, index: number, isFirst: boolean): PreviewStimulus | null {
  const own = preview.items[index]?.stimulus ?? null;
  if (own === null || (!isFirst && preview.items[index - 1]?.stimulus === own)) return null;
  return preview.stimuli[own] ?? null;
}

/** "Questions 21–23" */
function stimulusRange(preview: PreviewView, stimulus: number | null): string {
  const numbers = preview.items.filter((item) => item.stimulus === stimulus).map((item) => item.number);
  const [first, last] = [Math.min(...numbers), Math.max(...numbers)];
  return first === last ? `Question ${first}` : `Questions ${formatRange(first, last)}`;
}

interface CardProps {
  readonly item: PreviewItem;
  readonly index: number;
  readonly stimulus: PreviewStimulus | null;
  readonly range: string;
  readonly isSelected: boolean;
  readonly showKey: boolean;
  readonly onChoose: (index: number) => void;
}

const Card = memo(function Card({ item, index, stimulus, range, isSelected, showKey, onChoose }: CardProps) {
  return (
    <>
      {stimulus ? (
        <div className="flex flex-col gap-2 border-b border-hairline bg-sunken px-4 py-4">
          <p className="text-13 text-muted">Background for {range}</p>
          <RichText content={stimulus.body} />
        </div>
      ) : null}
      <article
        data-item={index}
        className={clsx(
          'flex flex-col gap-3 border-b border-l-3 border-b-hairline px-4 py-4',
          isSelected ? 'border-l-accent' : 'border-l-transparent',
        )}
      >
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
          <h3 className="text-15 font-semibold">
            Question {item.number}
            {item.content.title ? `: ${item.content.title}` : ''}
          </h3>
          <span className="flex items-center gap-4">
            {item.ready ? null : (
              <State icon="stop" tone="danger">
                Left out
              </State>
            )}
            <button
              type="button"
              className="link min-h-6 text-13 tabular-nums"
              aria-pressed={isSelected}
              onClick={() => onChoose(index)}
            >
              Lines {formatRange(item.firstLine, item.lastLine)}
            </button>
          </span>
        </div>
        <ItemView content={item.content} showKey={showKey} />
      </article>
    </>
  );
});

function Pager({ page, pages, onPage }: { page: number; pages: number; onPage: (page: number) => void }) {
  return (
    <div className="sticky bottom-0 flex items-center justify-between gap-3 border-t border-hairline bg-ground px-4 py-2">
      <Button size="compact" disabled={page === 0} onClick={() => onPage(page - 1)}>
        Previous
      </Button>
      <span className="text-muted tabular-nums">
        Part {page + 1} of {pages}
      </span>
      <Button size="compact" disabled={page === pages - 1} onClick={() => onPage(page + 1)}>
        Next
      </Button>
    </div>
  );
}
