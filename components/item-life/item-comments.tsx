'use client';

import { ActionForm } from '@/components/forms/action-form';
import { errorOf, FormOutcome, typedOf } from '@/components/forms/form-outcome';
import { useAct } from '@/components/forms/use-act';
import { Field } from '@/components/ui/field';
import { SubmitButton } from '@/components/ui/submit-button';
import { TextArea } from '@/components/ui/text-control';
import { addComment } from '@/lib/features/item-life/actions';
import type { CommentView } from '@/lib/features/item-life/contract';
import { formatDateTime } from '@/lib/ui/format';

/** What staff say about an item. Each comment names the version that its author had before them. */
export function ItemComments({
  currentVersion,
  comments,
  timeZone,
}: {
  currentVersion: number;
  comments: readonly CommentView[];
  timeZone: string;
}) {
  if (comments.length === 0) return <p className="text-muted">Nobody has said anything yet.</p>;
  return (
    <ol className="flex max-w-3xl flex-col gap-4">
      {comments.map((comment) => (
        <li key={comment.id} className="flex flex-col gap-1 border-l-2 border-line pl-4">
          <p className="text-13 text-muted">
            <span className="font-semibold text-ink">{comment.by ?? 'The installation'}</span>,{' '}
            {formatDateTime(comment.at, timeZone)}, on version {comment.version}
            {comment.version === currentVersion ? '' : ' (not the current one)'}
          </p>
          <p className="measure whitespace-pre-wrap break-words">{comment.body}</p>
        </li>
      ))}
    </ol>
  );
}

export function CommentForm({
  itemId,
  versionId,
  count,
}: {
  itemId: string;
  /** The version shown on this page, which a new comment is about. */
  versionId: string;
  /** How many there are: one more empties the field. */
  count: number;
}) {
  const act = useAct(addComment);
  const { state } = act;
  return (
    <ActionForm act={act} className="flex max-w-3xl flex-col items-start gap-3">
      <FormOutcome state={state} fieldIds={{ body: 'comment' }} />
      <input type="hidden" name="itemId" value={itemId} />
      <input type="hidden" name="versionId" value={versionId} />
      <div className="w-full">
        <Field id="comment" label="Comment" hint="Only staff see it." error={errorOf(state, 'body')}>
          {(control) => (
            <TextArea
              {...control}
              key={count}
              name="body"
              rows={3}
              maxLength={4000}
              defaultValue={typedOf(state, 'body')}
            />
          )}
        </Field>
      </div>
      <SubmitButton variant="secondary" pendingLabel="Adding">
        Add comment
      </SubmitButton>
    </ActionForm>
  );
}
