'use client';

import { useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import { buttonClass } from '@/components/ui/button-class';
import { ButtonLink } from '@/components/ui/button-link';
import { Icon } from '@/components/ui/icon';
import { Notice } from '@/components/ui/notice';
import { DRAFT_DAYS } from '@/lib/domain/kernel/limits';
import { paths } from '@/lib/ui/paths';
import { SourceChanges } from './source-changes';
import type { DraftHandle } from './use-draft';

/** Whether the draft is on the server, in words; what stands in the way, with what to do. */
export function DraftStatus({ draft }: { draft: DraftHandle }) {
  const isSlow = useSlow(draft.state === 'saving');
  return (
    <div className="flex flex-col gap-4">
      <p
        role="status"
        data-draft={draft.isSaved ? draft.state : 'open'}
        className="flex min-h-6 items-center gap-2 text-13 text-muted"
      >
        {draft.state === 'saved' ? <Icon name="tick" size="small" /> : null}
        {draft.state === 'retrying' ? <Icon name="offline" size="small" /> : null}
        {statusWords(draft, isSlow)}
      </p>
      <div role="alert" className="empty:hidden">
        {draft.state === 'conflict' ? <Conflict draft={draft} /> : null}
        {draft.state === 'gone' ? (
          <Notice tone="danger" title="This draft is no longer there.">
            <span className="flex flex-col items-start gap-3">
              It was discarded or imported in another tab. What you see here is not saved; copy what you need.
              <ButtonLink href={paths.imports}>Go to the imports</ButtonLink>
            </span>
          </Notice>
        ) : null}
        {draft.state === 'refused' ? (
          <Notice tone="danger" title="The last change could not be saved.">
            {draft.continueIn === null ? (
              `${draft.problem} Change it, and it is saved again.`
            ) : (
              <span className="flex flex-col items-start gap-3">
                {draft.problem} Copy what you need before you go on.
                {/* A full load: the frame of this page belongs to the other organisation. */}
                <a href={paths.home} className={buttonClass('secondary')}>
                  Continue in {draft.continueIn}
                </a>
              </span>
            )}
          </Notice>
        ) : null}
      </div>
    </div>
  );
}

const SAVED = `Draft saved. It is kept for ${DRAFT_DAYS} days after the last change.`;

function statusWords(draft: DraftHandle, isSlow: boolean): string {
  switch (draft.state) {
    case 'saved':
      return SAVED;
    case 'saving':
      return isSlow ? 'Saving the draft' : SAVED;
    case 'retrying':
      return 'Not saved yet: the server can’t be reached. Keep this tab open; it is tried again by itself.';
    case 'refused':
      return 'Not saved.';
    case 'conflict':
      return 'Not saved: the draft was changed elsewhere.';
    case 'gone':
      return 'Not saved.';
  }
}

/** A quick saving says nothing: words that come and go at every pause of typing would only be in the way. */
function useSlow(isSaving: boolean): boolean {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    setSlow(false);
    if (!isSaving) return;
    const timer = setTimeout(() => setSlow(true), 1000);
    return () => clearTimeout(timer);
  }, [isSaving]);
  return isSlow;
}

/** Both versions, and the choice between them. Nothing is merged and nothing is dropped by itself. */
function Conflict({ draft }: { draft: DraftHandle }) {
  const { theirs, content } = draft;
  if (theirs === null) return null;
  const isTextEqual = theirs.sourceText === content.sourceText;
  return (
    <section
      aria-labelledby="conflict"
      className="flex flex-col gap-4 rounded-control border-2 border-danger px-4 py-4"
    >
      <h2 id="conflict" className="text-17 font-semibold">
        This draft was changed in another tab or by someone else
      </h2>
      <p className="measure">
        {isTextEqual
          ? 'The source is the same in both; the options or decisions differ. Choose which to go on with.'
          : 'Compare the two sources and choose which to go on with. The other one is dropped.'}
      </p>
      {isTextEqual ? null : <SourceChanges mine={content.sourceText} theirs={theirs.sourceText} />}
      <div className="flex flex-wrap gap-3">
        <Button variant="primary" onClick={draft.keepMine}>
          Keep what is here
        </Button>
        <Button onClick={draft.takeTheirs}>Take the other version</Button>
      </div>
    </section>
  );
}
