'use client';

import { useEffect, useId, useRef } from 'react';
import type { NamedAnswer } from '@/components/quiz/player/sealed-answer';
import { Button } from '@/components/ui/button';
import { formatCount, formatList } from '@/lib/ui/format';
import type { SignOutProgress } from './sign-out-steps';

const ANSWERS = { one: 'answer', other: 'answers' } as const;

/** What stands between somebody and the door: answers that weren't sent, or a server that can't be reached. */
export function SignOutDialog({
  progress,
  onRetry,
  onAnyway,
  onStay,
}: {
  progress: SignOutProgress;
  onRetry: () => void;
  onAnyway: () => void;
  onStay: () => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const { step } = progress;
  const shown = step === 'sending' || step === 'unsent' || step === 'unreachable';
  useEffect(() => {
    if (shown && !dialog.current?.open) dialog.current?.showModal();
    if (!shown) dialog.current?.close();
  }, [shown]);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onStay();
      }}
      className="m-auto w-[calc(100%-2rem)] max-w-lg rounded-control border border-hairline bg-raised p-6 text-ink shadow-float backdrop:bg-scrim"
    >
      <div className="flex flex-col gap-4">
        {step === 'sending' ? (
          <h2 id={titleId} role="status" className="text-20 font-semibold">
            Sending {formatCount(progress.count, ANSWERS)} before you go
          </h2>
        ) : null}
        {step === 'unsent' ? (
          <>
            <h2 id={titleId} className="text-20 font-semibold">
              {progress.answers.length === 1
                ? 'One answer could not be sent'
                : `${progress.answers.length} answers could not be sent`}
            </h2>
            <ul className="flex flex-col gap-1">
              {byExam(progress.answers).map(({ exam, questions }) => (
                <li key={exam}>
                  <span className="font-semibold">{exam}</span>: {questions}
                </li>
              ))}
            </ul>
            <p>
              They stay on this device, sealed for you: whoever signs in here next can neither read nor send
              them. They count only if they arrive before the exam ends, so sign in here again and open the
              exam, or tell your instructor.
            </p>
          </>
        ) : null}
        {step === 'unreachable' ? (
          <>
            <h2 id={titleId} className="text-20 font-semibold">
              You are still signed in
            </h2>
            <p role="alert">
              The server can’t be reached, and only it can end your session. Nothing was lost. Try again when
              the connection is back, and don’t leave this device to somebody else before.
            </p>
          </>
        ) : null}
        {step === 'unsent' || step === 'unreachable' ? (
          <div className="flex flex-wrap gap-2 border-t border-hairline pt-4">
            <Button variant="primary" onClick={onRetry}>
              Try again
            </Button>
            {step === 'unsent' ? <Button onClick={onAnyway}>Sign out anyway</Button> : null}
            <Button onClick={onStay}>Stay signed in</Button>
          </div>
        ) : null}
      </div>
    </dialog>
  );
}

/** "question 3", "questions 2 and 5", for each exam. */
function byExam(answers: readonly NamedAnswer[]): readonly { exam: string; questions: string }[] {
  const exams = new Set(answers.map(({ name }) => name.exam));
  return [...exams].map((exam) => {
    const numbers = answers
      .filter(({ name }) => name.exam === exam)
      .map(({ name }) => name.question)
      .sort((a, b) => a - b);
    return {
      exam,
      questions: `question${numbers.length === 1 ? '' : 's'} ${formatList(numbers.map(String))}`,
    };
  });
}
