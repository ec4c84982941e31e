'use client';

import { clsx } from 'clsx';
import { memo, type RefObject, useEffect, useMemo, useState } from 'react';
import { type PictureAt, RichText } from '@/components/content/rich-text';
import { ItemView } from '@/components/question-bank/item-view';
import { Button } from '@/components/ui/button';
import { State } from '@/components/ui/state';
import type { ImportMessage } from '@/lib/domain/scenario-import/message';
import { parseRichText } from '@/lib/domain/text/parse-rich-text';
import type { DraftPreview, PreviewRow, PreviewStimulusText } from '@/lib/features/import-draft/contract';
import { formatNumber, formatRange } from '@/lib/ui/format';
import { LEVELS } from './message-words';

interface ItemListProps {
  readonly preview: DraftPreview;
  readonly pictureAt: PictureAt;
  /** Index of the chosen question in the source. */
  readonly chosen: number | null;
  readonly box: RefObject<HTMLDivElement | null>;
  readonly onChoose: (row: PreviewRow) => void;
  /** Null where the source can't be written by a form. */
  readonly onEdit: ((row: PreviewRow) => void) | null;
  readonly onProblem: (message: ImportMessage) => void;
  readonly onFrom: (from: number) => void;
  readonly onScroll: () => void;
}

/** What the source gives, as a learner would read it. The chosen question is scrolled into view. */
export function ItemList(props: ItemListProps) {
  const { preview, chosen, box, onFrom, onScroll } = props;
  const [asLearner, setAsLearner] = useState(true);
  const { rows } = preview;
  useEffect(() => {
    const card = box.current?.querySelector<HTMLElement>(`[data-item="${chosen}"]`);
    if (!card || !box.current) return;
    const { scrollTop, clientHeight } = box.current;
    const isSeen = card.offsetTop >= scrollTop && card.offsetTop < scrollTop + clientHeight / 2;
    if (!isSeen) box.current.scrollTo({ top: Math.max(0, card.offsetTop - 8) });
  }, [box, chosen]);
  return (
    <section aria-label="Questions" className="flex min-w-0 flex-col gap-2">
      <div className="flex min-h-9 flex-wrap items-center justify-between gap-x-4">
        <h3 className="text-17 font-semibold">Questions</h3>
        <button
          type="button"
          className="link sr-only focus:not-sr-only"
          onClick={() => document.getElementById('after-questions')?.focus()}
        >
          Skip the questions
        </button>
        <label className="flex min-h-9 items-center gap-2 pointer-coarse:min-h-11">
          <input
            type="checkbox"
            className="size-5 accent-accent"
            checked={asLearner}
            onChange={(event) => setAsLearner(event.target.checked)}
          />
          As learner
        </label>
      </div>
      <div
        ref={box}
        onScroll={onScroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1)
        tabIndex={0}
        className="relative flex h-[max(22rem,calc(100dvh-17rem))] flex-col overflow-y-auto rounded-control border border-hairline"
      >
        {rows.length === 0 ? <p className="p-4 text-muted">No question was found yet.</p> : null}
        {rows.map((row, at) => (
          <Card
            key={`${row.index}:${row.key}`}
            row={row}
            messages={preview.messages}
            stimulus={leadingStimulus(preview, at)}
            range={stimulusRange(rows, row.stimulus)}
            isChosen={chosen !== null && row.index === chosen}
            asLearner={asLearner}
            pictureAt={props.pictureAt}
            onChoose={props.onChoose}
            onEdit={props.onEdit}
            onProblem={props.onProblem}
          />
        ))}
        {preview.shown > rows.length ? <Pager preview={preview} onFrom={onFrom} /> : null}
      </div>
      <p className="min-h-6 text-13 text-muted">
        {asLearner
          ? 'As a learner reads them, before options are shuffled.'
          : 'With keys and rationales, as in the review after an exam.'}
      </p>
    </section>
  );
}

/** The background is shown above the first of its questions, and again at the top of a page. */
function leadingStimulus({ rows, shownStimuli }: DraftPreview, at: number): PreviewStimulusText | null {
  const own = rows[at]?.stimulus ?? null;
  if (own === null || (at > 0 && rows[at - 1]?.stimulus === own)) return null;
  return shownStimuli.find(({ index }) => index === own) ?? null;
}

/** "Questions 21–23" */
function stimulusRange(rows: readonly PreviewRow[], stimulus: number | null): string {
  const numbers = rows.filter((row) => row.stimulus === stimulus).map((row) => row.number);
  const [first, last] = [Math.min(...numbers), Math.max(...numbers)];
  return first === last ? `question ${first}` : `questions ${formatRange(first, last)}`;
}

interface CardProps extends Pick<ItemListProps, 'pictureAt' | 'onChoose' | 'onEdit' | 'onProblem'> {
  readonly row: PreviewRow;
  readonly messages: readonly ImportMessage[];
  readonly stimulus: PreviewStimulusText | null;
  readonly range: string;
  readonly isChosen: boolean;
  readonly asLearner: boolean;
}

const Card = memo(function Card({ row, messages, stimulus, range, isChosen, asLearner, ...acts }: CardProps) {
  const own = useMemo(
    () => messages.filter(({ item }) => item !== null && item === row.index),
    [messages, row.index],
  );
  const name = row.sourceId ?? String(row.number);
  return (
    <>
      {stimulus ? <Background stimulus={stimulus} range={range} pictureAt={acts.pictureAt} /> : null}
      <article
        data-item={row.index}
        aria-label={`Question ${name}`}
        className={clsx(
          'flex flex-col gap-3 border-b border-l-3 border-b-hairline px-4 py-4',
          isChosen ? 'border-l-accent' : 'border-l-transparent',
        )}
      >
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
          <h4 className="text-15 font-semibold">
            Question {name}
            {row.content.title ? `: ${row.content.title}` : ''}
          </h4>
          <span className="flex flex-wrap items-center gap-x-4">
            {row.kind === 'blocked' ? (
              <State icon="stop" tone="danger">
                Left out
              </State>
            ) : null}
            <button
              type="button"
              className="link min-h-6 text-13 tabular-nums"
              aria-pressed={isChosen}
              onClick={() => acts.onChoose(row)}
            >
              Lines {formatRange(row.firstLine, row.lastLine)}
            </button>
            {acts.onEdit ? (
              <button type="button" className="link min-h-6 text-13" onClick={() => acts.onEdit?.(row)}>
                Edit<span className="sr-only"> question {name} in a form</span>
              </button>
            ) : null}
          </span>
        </div>
        <OwnProblems messages={own} onProblem={acts.onProblem} />
        <ItemView content={row.content} showKey={!asLearner} pictureAt={acts.pictureAt} />
      </article>
    </>
  );
});

function OwnProblems({
  messages,
  onProblem,
}: {
  messages: readonly ImportMessage[];
  onProblem: (message: ImportMessage) => void;
}) {
  if (messages.length === 0) return null;
  return (
    <ul className="flex flex-col gap-1">
      {messages.map((message) => (
        <li key={`${message.code}:${message.line}:${message.column}`}>
          <button
            type="button"
            className={clsx(
              'min-h-6 text-left text-13 underline-offset-4 hover:underline',
              LEVELS[message.level].look,
            )}
            onClick={() => onProblem(message)}
          >
            <span className="font-semibold">{LEVELS[message.level].word}:</span> {message.message}
          </button>
        </li>
      ))}
    </ul>
  );
}

function Background({
  stimulus,
  range,
  pictureAt,
}: {
  stimulus: PreviewStimulusText;
  range: string;
  pictureAt: PictureAt;
}) {
  const body = useMemo(() => parseRichText(stimulus.text), [stimulus.text]);
  return (
    <div className="flex flex-col gap-2 border-b border-hairline bg-sunken px-4 py-4">
      <p className="text-13 text-muted">Background for {range}</p>
      <RichText content={body} pictureAt={pictureAt} />
    </div>
  );
}

function Pager({ preview, onFrom }: { preview: DraftPreview; onFrom: (from: number) => void }) {
  const { from, rows, shown } = preview;
  const size = Math.max(1, rows.length);
  return (
    <div className="sticky bottom-0 mt-auto flex items-center justify-between gap-3 border-t border-hairline bg-ground px-4 py-2">
      <Button size="compact" disabled={from === 0} onClick={() => onFrom(Math.max(0, from - size))}>
        Previous
      </Button>
      <span className="text-muted tabular-nums">
        {formatNumber(from + 1)} to {formatNumber(from + rows.length)} of {formatNumber(shown)}
      </span>
      <Button size="compact" disabled={from + rows.length >= shown} onClick={() => onFrom(from + size)}>
        Next
      </Button>
    </div>
  );
}
