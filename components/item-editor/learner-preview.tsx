'use client';

import { useState } from 'react';
import { RichText } from '@/components/content/rich-text';
import { Button } from '@/components/ui/button';
import { type ItemContent, letterAt, letterOf } from '@/lib/domain/item/item-content';
import type { RichText as RichTextTree } from '@/lib/domain/text/rich-text';

/** An item as a learner gets it: options to choose, in an order of their own unless it is locked. Nothing is stored. */
export function LearnerPreview({
  content,
  stimulus,
}: {
  content: ItemContent;
  stimulus: RichTextTree | null;
}) {
  const [turn, setTurn] = useState(0);
  const options = content.shuffleLocked ? content.options : turned(content.options, turn);
  const order = options.map(({ id }) => id);
  const letter = (id: string) => letterOf(order, id);
  const several = content.key.length > 1;
  return (
    <div className="flex flex-col gap-4">
      {stimulus && stimulus.length > 0 ? (
        <div className="rounded-control bg-sunken px-5 py-4">
          <RichText content={stimulus} />
        </div>
      ) : null}
      {content.stem.length === 0 ? (
        <p className="text-muted">The question appears here while you write it.</p>
      ) : (
        <RichText content={content.stem} letterOf={letter} />
      )}
      <fieldset className="flex min-w-0 flex-col gap-1.5">
        <legend className="mb-2 text-muted">
          {several ? `Choose ${content.key.length}.` : 'Choose one.'}
        </legend>
        {options.map(({ id, body }, at) => (
          <label
            key={id}
            className="flex min-h-11 cursor-pointer items-start gap-3 rounded-control border border-hairline bg-raised px-3 py-2.5 has-checked:border-accent has-checked:bg-accent-soft"
          >
            <input
              type={several ? 'checkbox' : 'radio'}
              name="preview"
              className="mt-1 size-5 shrink-0 accent-accent"
            />
            <span className="reading w-5 shrink-0 font-semibold">{letterAt(at)}</span>
            <span className="min-w-0 grow">
              {body.length === 0 ? (
                <span className="text-muted">Empty</span>
              ) : (
                <RichText compact content={body} letterOf={letter} />
              )}
            </span>
          </label>
        ))}
      </fieldset>
      {content.shuffleLocked ? (
        <p className="text-13 text-muted">The order is locked: every learner gets this one.</p>
      ) : (
        <div>
          <Button size="compact" icon="refresh" onClick={() => setTurn(turn + 1)}>
            Another order
          </Button>
        </div>
      )}
    </div>
  );
}

/** Walks through orders that put every option into every place: shows what a shuffle does, and isn't one. */
function turned<T>(options: readonly T[], turn: number): readonly T[] {
  const by = options.length === 0 ? 0 : turn % options.length;
  const rotated = [...options.slice(by), ...options.slice(0, by)];
  return Math.floor(turn / Math.max(1, options.length)) % 2 === 0 ? rotated : rotated.reverse();
}
