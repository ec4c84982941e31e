'use client';

import { useEffect, useId, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { buttonClass } from '@/components/ui/button-class';
import { Field } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { TextArea, TextInput } from '@/components/ui/text-control';
import { letterAt, MAX_OPTIONS } from '@/lib/domain/item/item-content';
import type { SourceEdit } from '@/lib/domain/scenario-import/message';
import {
  type OptionFields,
  type QuestionFields,
  readQuestion,
  writeQuestion,
} from '@/lib/domain/scenario-import/write-question';
import type { PreviewRow } from '@/lib/features/import-draft/contract';

const NO_OPTION: OptionFields = { text: '', correct: false, rationale: '' };

interface QuestionFormProps {
  readonly row: PreviewRow;
  /** The source that the row was read from. */
  readonly text: string;
  readonly onWrite: (edits: readonly SourceEdit[]) => void;
  readonly onClose: () => void;
}

/** One question as a form instead of text; writing it changes its lines in the source, which undo takes back. */
export function QuestionForm({ row, text, onWrite, onClose }: QuestionFormProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const [before] = useState(() => readQuestion(text, row.firstLine, row.lastLine));
  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onClose={onClose}
      className="m-auto max-h-[92dvh] w-[calc(100%-2rem)] max-w-3xl rounded-control border border-hairline bg-raised p-6 shadow-float backdrop:bg-scrim"
    >
      <div className="flex flex-col gap-5">
        <h2 id={titleId} className="text-20 font-semibold">
          Question {row.sourceId ?? row.number}
        </h2>
        {before === null ? (
          <Notice tone="warning" title="This question can’t be shown as a form.">
            Its lines don’t read as one question by themselves. Edit it in the source.
          </Notice>
        ) : (
          <Fields
            initial={before.fields}
            write={(fields) => {
              const outcome = writeQuestion(before, fields);
              if (!outcome.ok) return outcome.part;
              dialog.current?.close();
              onWrite(outcome.edits);
              return null;
            }}
          />
        )}
        <form method="dialog" className="border-t border-hairline pt-4">
          <button type="submit" className={buttonClass('secondary')}>
            Close without writing
          </button>
        </form>
      </div>
    </dialog>
  );
}

/** `write` gives the part that the source can't hold as it is, or null. */
function Fields({
  initial,
  write,
}: {
  initial: QuestionFields;
  write: (fields: QuestionFields) => string | null;
}) {
  const [fields, setFields] = useState(initial);
  const [several, setSeveral] = useState(initial.options.filter(({ correct }) => correct).length > 1);
  const [problem, setProblem] = useState<string | null>(null);
  const { options } = fields;
  const setOption = (index: number, part: Partial<OptionFields>) =>
    setFields({
      ...fields,
      options: options.map((option, at) => (at === index ? { ...option, ...part } : option)),
    });
  const setKey = (index: number, correct: boolean) =>
    setFields({
      ...fields,
      options: options.map((option, at) => ({
        ...option,
        correct: at === index ? correct : several && option.correct,
      })),
    });
  return (
    <form
      className="flex flex-col gap-5 [&>div]:max-w-none"
      onSubmit={(event) => {
        event.preventDefault();
        setProblem(write(fields));
      }}
    >
      <Field id="question-title" label="Title" optional>
        {(control) => (
          <TextInput
            {...control}
            value={fields.title}
            maxLength={300}
            onChange={(event) => setFields({ ...fields, title: event.target.value })}
          />
        )}
      </Field>
      <Field id="question-stem" label="Question">
        {(control) => (
          <TextArea
            {...control}
            rows={5}
            value={fields.stem}
            onChange={(event) => setFields({ ...fields, stem: event.target.value })}
          />
        )}
      </Field>
      <fieldset className="flex flex-col gap-4">
        <legend className="mb-2 font-semibold">Options</legend>
        <label className="flex min-h-11 items-center gap-3">
          <input
            type="checkbox"
            className="size-5 accent-accent"
            checked={several}
            onChange={(event) => setSeveral(event.target.checked)}
          />
          More than one option is right
        </label>
        {options.map((option, index) => (
          <OptionRow
            // biome-ignore lint/suspicious/noArrayIndexKey: an option is its letter until it is written
            key={index}
            letter={letterAt(index)}
            option={option}
            several={several}
            onText={(part) => setOption(index, part)}
            onKey={(correct) => setKey(index, correct)}
            onRemove={
              options.length > 2
                ? () => setFields({ ...fields, options: options.filter((_, at) => at !== index) })
                : null
            }
          />
        ))}
        {options.length < MAX_OPTIONS ? (
          <Button size="compact" onClick={() => setFields({ ...fields, options: [...options, NO_OPTION] })}>
            Add an option
          </Button>
        ) : null}
      </fieldset>
      <div role="alert">
        {problem ? (
          <Notice tone="danger" title={`The source would give ${problem} back as something else.`}>
            Avoid lines that begin like an option, a key or a question head, such as “Answer: B”.
          </Notice>
        ) : null}
      </div>
      <Button variant="primary" type="submit">
        Write it into the source
      </Button>
    </form>
  );
}

function OptionRow({
  letter,
  option,
  several,
  onText,
  onKey,
  onRemove,
}: {
  letter: string;
  option: OptionFields;
  several: boolean;
  onText: (part: Partial<OptionFields>) => void;
  onKey: (correct: boolean) => void;
  onRemove: (() => void) | null;
}) {
  return (
    <div className="grid gap-x-4 gap-y-2 border-t border-hairline pt-3 sm:grid-cols-[7rem_1fr]">
      <div className="flex flex-row items-center justify-between gap-2 sm:flex-col sm:items-start">
        <label className="flex min-h-11 items-center gap-3">
          <input
            type={several ? 'checkbox' : 'radio'}
            name="key"
            className="size-5 accent-accent"
            checked={option.correct}
            onChange={(event) => onKey(event.target.checked)}
          />
          <span>
            <span className="font-semibold">{letter}</span> is right
          </span>
        </label>
        {onRemove ? (
          <Button size="compact" variant="quiet" onClick={onRemove}>
            Remove<span className="sr-only"> option {letter}</span>
          </Button>
        ) : null}
      </div>
      <div className="flex flex-col gap-2">
        <TextArea
          aria-label={`Text of option ${letter}`}
          rows={2}
          value={option.text}
          onChange={(event) => onText({ text: event.target.value })}
        />
        <TextArea
          aria-label={`Rationale of option ${letter}`}
          placeholder={`Why ${letter} is right or wrong`}
          rows={2}
          value={option.rationale}
          onChange={(event) => onText({ rationale: event.target.value })}
        />
      </div>
    </div>
  );
}
