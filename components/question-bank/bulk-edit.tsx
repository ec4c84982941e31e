'use client';

import { type FormEvent, type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { ActionForm } from '@/components/forms/action-form';
import { FormOutcome } from '@/components/forms/form-outcome';
import { useAct } from '@/components/forms/use-act';
import { Button } from '@/components/ui/button';
import { editItems } from '@/lib/features/bulk-edit/actions';
import type { NamedChoice } from '@/lib/features/question-bank/contract';
import { formatCount } from '@/lib/ui/format';
import { BulkEditFields } from './bulk-edit-fields';
import { ChoiceContext } from './choose-item';

const QUESTION = { one: 'question', other: 'questions' };

/**
 * Changes the items that are chosen among its children. What is chosen stays chosen from page to page; "all that match" leaves the
 * looking up to the server, so that it also holds what no page has shown.
 */
export function BulkEdit({
  bankId,
  search,
  total,
  topics,
  children,
}: {
  bankId: string;
  /** The filter of the view, as in its URL. */
  search: string;
  total: number;
  topics: readonly NamedChoice[];
  children: ReactNode;
}) {
  const act = useAct(editItems);
  const { state } = act;
  const list = useRef<HTMLDivElement>(null);
  const choice = useChoice(list);
  const count = choice.everything ? total : choice.chosen.size;
  return (
    <div className="flex flex-col gap-4">
      <ActionForm
        act={act}
        aria-label="Change many questions"
        onReset={(event) => keepFields(event, state.status === 'failed')}
        className="flex flex-col gap-3 rounded-control bg-sunken px-4 py-3"
      >
        <FormOutcome
          state={state}
          fieldIds={{ itemIds: 'bulk-all', topicId: 'bulk-value', note: 'bulk-note' }}
        />
        <input type="hidden" name="bankId" value={bankId} />
        <input type="hidden" name="filter" value={search} />
        {choice.everything ? (
          <input type="hidden" name="everything" value="1" />
        ) : (
          [...choice.chosen].map((id) => <input key={id} type="hidden" name="itemIds" value={id} />)
        )}
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <p aria-live="polite" className="min-w-40 font-semibold">
            {count === 0 ? 'No question chosen' : `${formatCount(count, QUESTION)} chosen`}
          </p>
          <Button id="bulk-all" size="compact" onClick={choice.chooseShown}>
            Choose all shown
          </Button>
          <Button
            size="compact"
            aria-pressed={choice.everything}
            onClick={() => choice.setEverything(!choice.everything)}
          >
            {`Choose all ${formatCount(total, { one: 'that matches', other: 'that match' })}`}
          </Button>
          {count > 0 ? (
            <Button size="compact" variant="quiet" onClick={choice.clear}>
              Choose none
            </Button>
          ) : null}
        </div>
        {count > 0 ? <BulkEditFields topics={topics} state={state} /> : null}
      </ActionForm>
      <ChoiceContext value={choice}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys act on the checkboxes inside, which have the focus */}
        <div ref={list} onKeyDown={moveFocus}>
          {children}
        </div>
      </ChoiceContext>
    </div>
  );
}

/**
 * React resets a form after its action, and lists would then show another choice than the one that they hold. What was chosen
 * stays; a reason stays only with a change that was refused.
 */
function keepFields(event: FormEvent<HTMLFormElement>, wasRefused: boolean): void {
  event.preventDefault();
  const note = event.currentTarget.elements.namedItem('note');
  if (!wasRefused && note instanceof HTMLInputElement) note.value = '';
}

function boxesIn(element: HTMLElement | null): readonly HTMLInputElement[] {
  return [...(element?.querySelectorAll<HTMLInputElement>('input[data-item]') ?? [])];
}

/** J and K, only while a checkbox of the list has the focus, so that they never get in the way of writing or dictating. */
function moveFocus(event: KeyboardEvent<HTMLDivElement>): void {
  const step = event.key === 'j' ? 1 : event.key === 'k' ? -1 : 0;
  if (step === 0 || event.ctrlKey || event.metaKey || event.altKey) return;
  const boxes = boxesIn(event.currentTarget);
  const at = event.target instanceof HTMLInputElement ? boxes.indexOf(event.target) : -1;
  if (at === -1) return;
  event.preventDefault();
  boxes[at + step]?.focus();
}

function useChoice(list: React.RefObject<HTMLDivElement | null>) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [everything, setEverything] = useState(false);
  const last = useRef<string | null>(null);
  const shown = () => boxesIn(list.current).flatMap((box) => box.dataset.item ?? []);
  return {
    chosen,
    everything,
    setEverything,
    clear: () => {
      setChosen(new Set());
      setEverything(false);
    },
    chooseShown: () => setChosen((before) => new Set([...before, ...shown()])),
    toggle: (id: string, withShift: boolean) => {
      const range = withShift ? between(shown(), last.current, id) : [id];
      last.current = id;
      setChosen((before) => {
        const next = new Set(before);
        const isOn = !before.has(id);
        for (const each of range) {
          if (isOn) next.add(each);
          else next.delete(each);
        }
        return next;
      });
    },
  };
}

function between(ids: readonly string[], from: string | null, to: string): readonly string[] {
  const [a, b] = [from === null ? -1 : ids.indexOf(from), ids.indexOf(to)];
  return a === -1 || b === -1 ? [to] : ids.slice(Math.min(a, b), Math.max(a, b) + 1);
}
