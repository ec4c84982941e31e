'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useMemo, useState } from 'react';
import { ActionForm } from '@/components/forms/action-form';
import { errorOf, FormOutcome } from '@/components/forms/form-outcome';
import { useAct } from '@/components/forms/use-act';
import { ButtonLink } from '@/components/ui/button-link';
import { Field } from '@/components/ui/field';
import { SubmitButton } from '@/components/ui/submit-button';
import { TextInput } from '@/components/ui/text-control';
import { fromEditorText } from '@/lib/domain/item/editor-text';
import { type ItemText, toContentOf } from '@/lib/domain/item/item-text';
import { createItem, saveItem } from '@/lib/features/item-editor/actions';
import type { EditableItem, EditorChoices } from '@/lib/features/item-editor/contract';
import { paths } from '@/lib/ui/paths';
import { BackgroundFields } from './background-fields';
import { ConflictNotice } from './conflict-notice';
import { draftOf, emptyDraft, NONE, payloadOf } from './editor-draft';
import { FoundDraft } from './found-draft';
import { LearnerPreview } from './learner-preview';
import { MoreFields } from './more-fields';
import { OptionFields } from './option-fields';
import { RichTextField } from './rich-text-field';
import { TextTargetProvider } from './text-target';
import { Toolbar } from './toolbar';
import { useEditorDraft } from './use-editor-draft';
import { useLeaveGuard } from './use-leave-guard';

/** Writes a question, or changes one; beside it stands what a learner will get. */
export function ItemEditor({
  item,
  choices,
  optionIds,
  draftKey,
  timeZone,
}: {
  /** Null for a new question. */
  item: EditableItem | null;
  choices: EditorChoices;
  /** For the options of a new question. */
  optionIds: readonly string[];
  /** Under which this browser keeps what isn't saved. */
  draftKey: string;
  timeZone: string;
}) {
  const router = useRouter();
  const act = useAct(item ? saveItem : createItem);
  const { state, isPending } = act;
  const [base, setBase] = useState(item?.version ?? 0);
  // What the form began with stays, also when the page is read again after somebody else has saved.
  const [initial, setInitial] = useState(() => (item ? draftOf(item) : emptyDraft(optionIds)));
  const { draft, isDirty, found, change, replace, forget } = useEditorDraft({
    ...{ key: draftKey, initial, version: base, isPaused: isPending },
  });
  useLeaveGuard(isDirty && !isPending);
  const setItem = (next: ItemText) => change({ item: next });
  const content = useMemo(() => toContentOf(draft.item), [draft.item]);
  const stimulus = draft.background === NONE ? null : fromEditorText(draft.backgroundText, []);
  const isConflict = state.status === 'failed' && state.failure.code === 'conflict';
  useEffect(() => {
    if (isConflict) router.refresh();
  }, [isConflict, router]);
  const wrong = (field: string) => errorOf(state, field);
  return (
    <TextTargetProvider>
      {found ? (
        <FoundDraft
          found={found}
          version={base}
          timeZone={timeZone}
          onTake={() => replace(found.draft)}
          onForget={forget}
        />
      ) : null}
      {isConflict && item !== null && item.version > base ? (
        <ConflictNotice
          mine={content}
          theirs={item}
          onKeepMine={() => setBase(item.version)}
          onTakeTheirs={() => {
            setInitial(draftOf(item));
            replace(draftOf(item));
            setBase(item.version);
          }}
        />
      ) : (
        <FormOutcome state={state} />
      )}
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]">
        <div className="flex min-w-0 flex-col gap-6">
          <Toolbar />
          <ActionForm act={act} className="flex flex-col gap-8" noValidate>
            <input type="hidden" name={item ? 'itemId' : 'bankId'} value={item?.id ?? choices.bankId} />
            <input type="hidden" name="expectedVersion" value={base} />
            <input type="hidden" name="draft" value={JSON.stringify(payloadOf(draft, choices.stimuli))} />
            <Field id="title" label="Title" hint="Only staff see it, in lists." optional>
              {(control) => (
                <TextInput
                  {...control}
                  maxLength={200}
                  value={draft.item.title}
                  onChange={(event) => setItem({ ...draft.item, title: event.target.value })}
                />
              )}
            </Field>
            <BackgroundFields
              draft={draft}
              stimuli={choices.stimuli}
              error={wrong('stimulus')}
              onChange={change}
            />
            <RichTextField
              id="stem"
              label="Question"
              hint="A blank line begins a paragraph, three back quotes a block of code."
              rows={6}
              value={draft.item.stem}
              error={wrong('stem')}
              onChange={(stem) => setItem({ ...draft.item, stem })}
            />
            <OptionFields
              item={draft.item}
              itemId={item?.id ?? null}
              isKeyLocked={item?.isKeyLocked ?? false}
              errorOf={wrong}
              onChange={setItem}
            />
            <RichTextField
              id="overall"
              label="Overall rationale"
              hint="What matters about the question as a whole. A letter such as option B follows its option when options change places; write [[B]] to name one anywhere."
              rows={3}
              optional
              value={draft.item.overall}
              error={wrong('overall')}
              onChange={(overall) => setItem({ ...draft.item, overall })}
            />
            <MoreFields
              draft={draft}
              choices={choices}
              isNew={item === null}
              errorOf={wrong}
              onChange={change}
            />
            <div className="flex flex-wrap items-center gap-3">
              <SubmitButton pendingLabel="Saving">
                {item === null ? 'Save as a draft' : `Save as version ${base + 1}`}
              </SubmitButton>
              <ButtonLink
                variant="quiet"
                href={item === null ? paths.bank(choices.bankId) : paths.item(item.id)}
              >
                Cancel
              </ButtonLink>
              <p className="text-13 text-muted">{isDirty ? 'Not saved yet; kept in this browser.' : ''}</p>
            </div>
          </ActionForm>
        </div>
        <aside
          aria-label="Preview"
          className="flex min-w-0 flex-col gap-4 lg:sticky lg:top-4 lg:max-h-[calc(100dvh-2rem)] lg:self-start lg:overflow-y-auto"
        >
          <h2 className="text-20 font-semibold">As a learner gets it</h2>
          <LearnerPreview content={content} stimulus={stimulus} />
        </aside>
      </div>
    </TextTargetProvider>
  );
}
