'use client';

import { ActionForm } from '@/components/forms/action-form';
import { errorOf, typedOf } from '@/components/forms/form-outcome';
import { useAct } from '@/components/forms/use-act';
import { ListSearch, NoneMatch } from '@/components/lists/list-search';
import { Pager } from '@/components/lists/pager';
import { Checkbox, ChoiceGroup, Radio } from '@/components/ui/choice';
import { Field } from '@/components/ui/field';
import { Section } from '@/components/ui/page-header';
import { SubmitButton } from '@/components/ui/submit-button';
import { TextArea } from '@/components/ui/text-control';
import type { ActionState } from '@/lib/domain/kernel/action-state';
import { type ListQuery, type Page, toListParameters } from '@/lib/domain/kernel/page';
import { actOnAttempts } from '@/lib/features/attempt-act/actions';
import { LATE, type LateSitting, LONGEST_REASON } from '@/lib/features/attempt-act/contract';
import { formatCount, formatDateTime } from '@/lib/ui/format';
import { paths, withQuery } from '@/lib/ui/paths';
import { ACT_TEXT, actSentence } from '@/lib/words/act-words';
import { ActTold } from './act-told';

const SITTINGS = { one: 'sitting with late answers', other: 'sittings with late answers' } as const;
const QUESTIONS = { one: 'question', other: 'questions' } as const;

const lateWords = ({ closedBy, closedAt, questions, inTime }: LateSitting, timeZone: string): string => {
  const ended = closedBy === 'expired' ? 'Time was up' : 'Handed in';
  const given =
    inTime === questions
      ? 'all given before the time was over, by the clock of the device'
      : inTime === 0
        ? 'none given before the time was over, by the clock of the device'
        : `${inTime} of them given before the time was over, by the clock of the device`;
  return `${ended} ${formatDateTime(closedAt, timeZone)}. Answers to ${formatCount(questions, QUESTIONS)}, ${given}.`;
};

interface Late {
  readonly assignmentId: string;
  readonly late: Page<LateSitting>;
  readonly query: ListQuery;
  readonly timeZone: string;
}

/**
 * Answers that came after the end and wait for a decision: they count, or they are left out. What was decided is still said when nothing
 * waits any more.
 */
export function LateAnswers(props: Late) {
  const { assignmentId, late, query } = props;
  const act = useAct(actOnAttempts);
  const { state } = act;
  const place = { path: paths.assignment(assignmentId), anchor: LATE };
  if (late.total === 0 && query.q === '' && state.status === 'idle') return null;
  return (
    <Section
      title="Late answers"
      id={LATE}
      description="They arrived after the sitting was over, and are kept apart until you decide."
    >
      {query.q !== '' || late.total > late.pageSize ? (
        <ListSearch label="Find a person" query={query} list={LATE} {...place} />
      ) : null}
      {late.total === 0 && query.q !== '' ? <NoneMatch what="people" {...place} /> : null}
      <ActionForm act={act} className="flex flex-col gap-4" noValidate>
        <ActTold
          state={state}
          sentence={actSentence}
          fieldIds={{ whom: 'late-sittings', kind: 'late-kind', reason: 'late-reason' }}
        />
        {late.total > 0 ? <LateFields key={late.total} {...props} state={state} /> : null}
      </ActionForm>
    </Section>
  );
}

function LateFields({ assignmentId, late, query, timeZone, state }: Late & { state: ActionState }) {
  return (
    <>
      <input type="hidden" name="assignmentId" value={assignmentId} />
      <input type="hidden" name="whom" value="chosen" />
      <ChoiceGroup id="late-sittings" label="Whose answers" error={errorOf(state, 'whom')}>
        {late.rows.map((sitting) => (
          <Checkbox
            key={sitting.attemptId}
            id={`late-${sitting.attemptId}`}
            name="attemptIds"
            value={sitting.attemptId}
            label={sitting.label}
            hint={lateWords(sitting, timeZone)}
            defaultChecked
          />
        ))}
      </ChoiceGroup>
      <Pager
        page={late}
        noun={SITTINGS}
        href={(page) => withQuery(paths.assignment(assignmentId), toListParameters({ ...query, page }, LATE))}
      />
      <ChoiceGroup id="late-kind" label="Decision" error={errorOf(state, 'kind')}>
        {(['accept_late', 'leave_late'] as const).map((kind) => (
          <Radio
            key={kind}
            id={`late-${kind}`}
            name="kind"
            value={kind}
            label={ACT_TEXT[kind].label}
            hint={ACT_TEXT[kind].explanation}
          />
        ))}
      </ChoiceGroup>
      <Field
        id="late-reason"
        label="Reason"
        hint="The learner reads it, with the date. It stays in the record."
        error={errorOf(state, 'reason')}
      >
        {(control) => (
          <TextArea
            {...control}
            name="reason"
            rows={2}
            maxLength={LONGEST_REASON}
            defaultValue={typedOf(state, 'reason')}
          />
        )}
      </Field>
      <div>
        <SubmitButton pendingLabel="Deciding">Decide</SubmitButton>
      </div>
    </>
  );
}
