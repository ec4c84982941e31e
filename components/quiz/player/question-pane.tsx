'use client';

import type { Answer } from '@/lib/domain/attempt/answer';
import { letterAt } from '@/lib/domain/item/item-content';
import { OptionRow } from './option-row';
import type { PlayerItem } from './player-item';

const NUMBER_WORDS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** "Choose one answer", "Choose two answers": said in words before the options, as the paper exam does. */
export const instructionOf = (keyCount: number): string =>
  `Choose ${NUMBER_WORDS[keyCount] ?? keyCount} ${keyCount === 1 ? 'answer' : 'answers'}`;

/** The question as a fieldset of native controls. The heading above it gets the focus when one comes here. */
export function QuestionPane({
  item,
  total,
  answer,
  struck,
  editable,
  onChoose,
  onStrike,
  onClear,
}: {
  item: PlayerItem;
  total: number;
  answer: Answer;
  struck: ReadonlySet<string>;
  editable: boolean;
  onChoose: (optionId: string) => void;
  onStrike: (optionId: string) => void;
  onClear: () => void;
}) {
  const multiple = item.keyCount > 1;
  return (
    <div className="flex max-w-3xl flex-col gap-5">
      <h1 tabIndex={-1} data-focus-target className="scroll-mt-6 text-20 font-semibold">
        Question {item.position} <span className="font-normal text-muted">of {total}</span>
      </h1>
      {item.stem}
      <fieldset disabled={!editable} className="flex min-w-0 flex-col gap-2">
        <legend className="mb-2 font-semibold">
          {instructionOf(item.keyCount)}
          <span className="sr-only">, question {item.position}</span>
        </legend>
        {item.options.map((option, index) => (
          <OptionRow
            key={option.id}
            name={`answer-${item.itemId}`}
            letter={letterAt(index)}
            body={option.body}
            multiple={multiple}
            chosen={answer.selected.includes(option.id)}
            struck={struck.has(option.id)}
            disabled={!editable}
            onChoose={() => onChoose(option.id)}
            onStrike={() => onStrike(option.id)}
          />
        ))}
      </fieldset>
      <div className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 text-muted">
        <span>{multiple ? countText(answer.selected.length, item.keyCount) : null}</span>
        {answer.selected.length > 0 && editable ? (
          <button
            type="button"
            aria-keyshortcuts="0"
            title="Clear answer (0)"
            onClick={onClear}
            className="min-h-11 rounded-control px-2 text-accent underline underline-offset-4"
          >
            Clear answer
          </button>
        ) : null}
      </div>
    </div>
  );
}

function countText(chosen: number, wanted: number): string {
  const count = `${chosen} of ${wanted} chosen.`;
  return chosen < wanted ? count : `${count} To choose another, clear one first.`;
}
