'use client';

import { type ReactNode, useActionState, useRef } from 'react';
import { FormOutcome } from '@/components/forms/form-outcome';
import { Button } from '@/components/ui/button';
import { SubmitButton } from '@/components/ui/submit-button';
import { Select } from '@/components/ui/text-control';
import { IDLE } from '@/lib/domain/kernel/action-state';
import { setTopic } from '@/lib/features/question-bank/actions';
import type { NamedChoice } from '@/lib/features/question-bank/contract';

/** Sets the topic of the items that are ticked among its children. */
export function SetTopicForm({
  bankId,
  topics,
  children,
}: {
  bankId: string;
  topics: readonly NamedChoice[];
  children: ReactNode;
}) {
  const [state, submit] = useActionState(setTopic, IDLE);
  const form = useRef<HTMLFormElement>(null);
  const chooseAll = () => {
    const boxes = [...(form.current?.querySelectorAll<HTMLInputElement>('input[name="itemIds"]') ?? [])];
    const all = boxes.every((box) => box.checked);
    for (const box of boxes) box.checked = !all;
  };
  return (
    <form ref={form} action={submit} className="flex flex-col gap-4">
      <input type="hidden" name="bankId" value={bankId} />
      <FormOutcome state={state} fieldIds={{ itemIds: 'set-topic' }} />
      <div className="flex flex-wrap items-end gap-3">
        <Button onClick={chooseAll}>Choose all shown</Button>
        <label htmlFor="set-topic" className="flex min-w-56 flex-col gap-1">
          <span className="text-13 text-muted">Topic for the chosen questions</span>
          <Select id="set-topic" name="topicId" defaultValue="">
            <option value="">No topic</option>
            {topics.map((topic) => (
              <option key={topic.id} value={topic.id}>
                {topic.name}
              </option>
            ))}
          </Select>
        </label>
        <SubmitButton variant="secondary" pendingLabel="Setting">
          Set the topic
        </SubmitButton>
      </div>
      {children}
    </form>
  );
}
