'use client';

import { useEffect, useRef } from 'react';
import { ItemView } from '@/components/question-bank/item-view';
import { Button } from '@/components/ui/button';
import type { ItemContent } from '@/lib/domain/item/item-content';
import type { EditableItem } from '@/lib/features/item-editor/contract';

/** Somebody saved while this was being written: both versions side by side, and a choice. */
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
        Nothing of yours was saved or lost. Keep yours to save it on top of theirs; theirs stays in the
        history.
      </p>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6 md:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-3">
          <h3 className="font-semibold">Yours</h3>
          <ItemView content={mine} showKey />
          <div>
            <Button onClick={onKeepMine}>Keep mine</Button>
          </div>
        </div>
        <div className="flex min-w-0 flex-col gap-3">
          <h3 className="font-semibold">
            Version {theirs.version} by {who}
          </h3>
          <ItemView content={theirs.content} showKey />
          <div>
            <Button onClick={onTakeTheirs}>Take theirs</Button>
          </div>
        </div>
      </div>
    </section>
  );
}
