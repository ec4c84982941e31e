'use client';

import { type ReactNode, useId, useRef } from 'react';
import { type ButtonSize, type ButtonVariant, buttonClass } from './button-class';

/**
 * A button that opens a native modal: the browser keeps the focus inside, closes on Escape and gives the focus back.
 * `children` is usually a form; `closeLabel` is the way out that changes nothing.
 */
export function Dialog({
  trigger,
  triggerVariant = 'secondary',
  triggerSize = 'regular',
  title,
  closeLabel = 'Cancel',
  children,
}: {
  trigger: ReactNode;
  triggerVariant?: ButtonVariant;
  triggerSize?: ButtonSize;
  title: string;
  closeLabel?: string;
  children: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        className={buttonClass(triggerVariant, triggerSize)}
        onClick={() => dialog.current?.showModal()}
      >
        {trigger}
      </button>
      <dialog
        ref={dialog}
        aria-labelledby={titleId}
        className="m-auto w-[calc(100%-2rem)] max-w-lg rounded-control border border-hairline bg-raised p-6 shadow-float backdrop:bg-scrim"
      >
        <div className="flex flex-col gap-4">
          <h2 id={titleId} className="text-20 font-semibold">
            {title}
          </h2>
          <div className="flex flex-col items-start gap-4 [&>form]:w-full">{children}</div>
          <form method="dialog" className="border-t border-hairline pt-4">
            <button type="submit" className={buttonClass('secondary')}>
              {closeLabel}
            </button>
          </form>
        </div>
      </dialog>
    </>
  );
}
