'use client';

import { useState } from 'react';
import { STATE_WORDS } from '@/components/item-life/state-words';
import { SubmitButton } from '@/components/ui/submit-button';
import { Select, TextInput } from '@/components/ui/text-control';
import { ITEM_STATES } from '@/lib/domain/item/item-life';
import type { ActionState } from '@/lib/domain/kernel/action-state';
import { RIGHTS_TO_USE } from '@/lib/features/item-search/contract';
import type { NamedChoice } from '@/lib/features/question-bank/contract';
import { RIGHT_STATE } from './right-words';

const KINDS = { topic: 'Topic', state: 'State', right: 'Right to use', licence: 'Licence note' } as const;
type Kind = keyof typeof KINDS;
const KIND_NAMES = Object.keys(KINDS) as readonly Kind[];

/** What to change, and into what. */
export function BulkEditFields({ topics, state }: { topics: readonly NamedChoice[]; state: ActionState }) {
  const [kind, setKind] = useState<Kind>('topic');
  const noteProblem = state.status === 'failed' ? state.failure.fields?.note : undefined;
  return (
    <div className="flex flex-wrap items-end gap-3">
      <label htmlFor="bulk-kind" className="flex min-w-40 flex-col gap-1">
        <span className="text-13 text-muted">Change</span>
        <Select
          id="bulk-kind"
          name="kind"
          value={kind}
          onChange={(event) => setKind(KIND_NAMES.find((each) => each === event.target.value) ?? 'topic')}
        >
          {KIND_NAMES.map((each) => (
            <option key={each} value={each}>
              {KINDS[each]}
            </option>
          ))}
        </Select>
      </label>
      <label htmlFor="bulk-value" className="flex min-w-56 flex-col gap-1">
        <span className="text-13 text-muted">To</span>
        <Value kind={kind} topics={topics} />
      </label>
      {kind === 'state' ? (
        <label htmlFor="bulk-note" className="flex min-w-64 flex-col gap-1">
          <span className="text-13 text-muted">Reason, for steps back and out of use</span>
          <TextInput id="bulk-note" name="note" maxLength={1000} aria-invalid={noteProblem !== undefined} />
        </label>
      ) : null}
      <SubmitButton pendingLabel="Changing">Change them</SubmitButton>
    </div>
  );
}

function Value({ kind, topics }: { kind: Kind; topics: readonly NamedChoice[] }) {
  switch (kind) {
    case 'topic':
      return (
        <Select key={kind} id="bulk-value" name="topicId" defaultValue="">
          <option value="">No topic</option>
          {topics.map((topic) => (
            <option key={topic.id} value={topic.id}>
              {topic.name}
            </option>
          ))}
        </Select>
      );
    case 'state':
      return (
        <Select key={kind} id="bulk-value" name="state" defaultValue="live">
          {ITEM_STATES.map((each) => (
            <option key={each} value={each}>
              {STATE_WORDS[each]}
            </option>
          ))}
        </Select>
      );
    case 'right':
      return (
        <Select key={kind} id="bulk-value" name="right" defaultValue="confirmed">
          {RIGHTS_TO_USE.map((each) => (
            <option key={each} value={each}>
              {RIGHT_STATE[each].children}
            </option>
          ))}
        </Select>
      );
    case 'licence':
      return <TextInput key={kind} id="bulk-value" name="licenceNote" maxLength={2000} />;
  }
}
