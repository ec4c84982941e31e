'use client';

import { useEffect, useRef } from 'react';
import { ItemView } from '@/components/question-bank/item-view';
import { Button } from '@/components/ui/button';
import type { ItemContent } from '@/lib/domain/item/item-content';
import type { EditableItem } from '@/lib/features/item-editor/contract';
import { PartRow, pairParts, partsOf } from './item-parts';

/** Somebody saved while this was being written: what differs side by side, both in full on demand, and a choice. */
export function ConflictNotice({
  mine,
  theirs,
  onKeepMine,
  onTakeTheirs,
}: {
  mine: ItemContent;
  theirs: EditableItem;
  onKeepMine: () => void;
  onTakeTheirs: () => void;
}) {
  const box = useRef<HTMLElement>(null);
  useEffect(() => box.current?.focus(), []);
  const who = theirs.author ?? 'Somebody';
  const differing = pairParts(partsOf(theirs.content), partsOf(mine)).filter(
    ({ before, after }) => before !== after,
  );
  return (
    <section
      ref={box}
      tabIndex={-1}
      aria-labelledby="conflict-title"
      className="flex flex-col gap-4 rounded-control border-2 border-danger px-4 py-4"
    >
      <h2 id="conflict-title" className="text-20 font-semibold">
        {who} saved version {theirs.version} while you were writing
      </h2>
      <p className="measure">
        Nothing of yours was saved or lost. What is only in theirs is struck out, what is only in yours is
        underlined. Keep yours to save it on top of theirs; theirs stays in the history.
      </p>
      <div className="hidden gap-x-8 md:grid md:grid-cols-2" aria-hidden="true">
        <p className="font-semibold">Theirs</p>
        <p className="font-semibold">Yours</p>
      </div>
      {differing.length === 0 ? (
        <p>The question itself is the same in both: only what stands around it differs.</p>
      ) : (
        differing.map((pair) => <PartRow key={pair.label} pair={pair} />)
      )}
      <details>
        <summary className="inline-flex min-h-9 items-center rounded-control text-accent underline underline-offset-4 pointer-coarse:min-h-11">
          Both in full
        </summary>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-x-8 gap-y-6 pt-3 md:grid-cols-2">
          <Version title={`Version ${theirs.version} by ${who}`} content={theirs.content} />
          <Version title="Yours" content={mine} />
        </div>
      </details>
      <div className="flex flex-wrap gap-3">
        <Button variant="primary" onClick={onKeepMine}>
          Keep mine
        </Button>
        <Button onClick={onTakeTheirs}>Take theirs</Button>
      </div>
    </section>
  );
}

function Version({ title, content }: { title: string; content: ItemContent }) {
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <h3 className="font-semibold">{title}</h3>
      <ItemView content={content} showKey />
    </div>
  );
}
