'use client';

import { type RefObject, useId } from 'react';
import { buttonClass } from '@/components/ui/button-class';
import { KeyHint } from '@/components/ui/state';

const KEYS: readonly (readonly [keys: readonly string[], what: string])[] = [
  [['1', '2', '…', '9'], 'choose that option'],
  [['A', 'B', '…', 'I'], 'choose that option (F flags instead)'],
  [['Shift', '1…9'], 'strike that option out, or bring it back'],
  [['0'], 'clear the answer'],
  [['J', 'N'], 'next question'],
  [['K', 'P'], 'previous question'],
  [['F'], 'flag'],
  [['R'], 'review'],
  [['T'], 'hide or show the time'],
  [['?'], 'this list'],
];

/** What the keys do, and the switch for people whose tools press keys by themselves, such as dictation. */
export function KeysDialog({
  dialog,
  enabled,
  onEnabledChange,
}: {
  dialog: RefObject<HTMLDialogElement | null>;
  enabled: boolean;
  onEnabledChange: (enabled: boolean) => void;
}) {
  const titleId = useId();
  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      className="m-auto w-[calc(100%-2rem)] max-w-lg rounded-control border border-hairline bg-raised p-6 shadow-float backdrop:bg-black/40"
    >
      <div className="flex flex-col gap-4">
        <h2 id={titleId} className="text-20 font-semibold">
          Keys
        </h2>
        <p>None is needed: everything can be done with Tab, Space and Enter, or with a pointer.</p>
        <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1.5">
          {KEYS.map(([keys, what]) => (
            <div key={what} className="contents">
              <dt className="flex gap-1">
                {keys.map((key) => (
                  <KeyHint key={key}>{key}</KeyHint>
                ))}
              </dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
        <label className="flex min-h-11 items-center gap-3">
          <input
            type="checkbox"
            checked={enabled}
            onChange={(event) => onEnabledChange(event.currentTarget.checked)}
            className="size-5 accent-accent"
          />
          Single keys are on
        </label>
        <form method="dialog" className="border-t border-hairline pt-4">
          <button type="submit" className={buttonClass('secondary')}>
            Back to the exam
          </button>
        </form>
      </div>
    </dialog>
  );
}
