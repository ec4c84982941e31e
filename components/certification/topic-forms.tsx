'use client';

import { ActionForm } from '@/components/forms/action-form';
import { errorOf, FormOutcome, typedOf } from '@/components/forms/form-outcome';
import { useAct } from '@/components/forms/use-act';
import { Field } from '@/components/ui/field';
import { SubmitButton } from '@/components/ui/submit-button';
import { Select, TextInput } from '@/components/ui/text-control';
import type { MappedTopic } from '@/lib/features/certification/contract';
import { createTopic, renameTopic } from '@/lib/features/topic/actions';

const NEW = { name: 'new-topic' } as const;
const RENAME = { topicId: 'rename-topic', name: 'rename-name' } as const;

export function CreateTopicForm() {
  const act = useAct(createTopic);
  const { state } = act;
  return (
    <ActionForm act={act} className="flex max-w-xl flex-col items-start gap-4" noValidate>
      <FormOutcome state={state} fieldIds={NEW} />
      <div className="w-full">
        <Field id={NEW.name} label="New topic" error={errorOf(state, 'name')}>
          {(control) => (
            <TextInput {...control} name="name" autoComplete="off" defaultValue={typedOf(state, 'name')} />
          )}
        </Field>
      </div>
      <SubmitButton variant="secondary" pendingLabel="Adding">
        Add topic
      </SubmitButton>
    </ActionForm>
  );
}

export function RenameTopicForm({ topics }: { topics: readonly MappedTopic[] }) {
  const act = useAct(renameTopic);
  const { state } = act;
  const chosen = typedOf(state, 'topicId', topics[0]?.id);
  return (
    <ActionForm act={act} className="flex max-w-xl flex-col items-start gap-4" noValidate>
      <FormOutcome state={state} fieldIds={RENAME} />
      <div className="grid w-full gap-4 sm:grid-cols-2">
        <Field id={RENAME.topicId} label="Topic" error={errorOf(state, 'topicId')}>
          {(control) => (
            <Select key={chosen} {...control} name="topicId" defaultValue={chosen}>
              {topics.map((topic) => (
                <option key={topic.id} value={topic.id}>
                  {topic.name}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field id={RENAME.name} label="New name" error={errorOf(state, 'name')}>
          {(control) => (
            <TextInput {...control} name="name" autoComplete="off" defaultValue={typedOf(state, 'name')} />
          )}
        </Field>
      </div>
      <SubmitButton variant="secondary" pendingLabel="Renaming">
        Rename topic
      </SubmitButton>
    </ActionForm>
  );
}
