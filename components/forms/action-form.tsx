'use client';

import type { ComponentPropsWithRef } from 'react';
import { SubmitButton } from '@/components/ui/submit-button';
import { PAGE_MARK_FIELD } from '@/lib/domain/access/page-mark';
import { usePageMark } from './page-owner';
import type { Act } from './use-act';

/**
 * The form of a server action. It sends along which page it stands on, also before its script has loaded; when the action can't
 * act in that page's organisation any more, it offers the one in which it can, with everything that was typed still there.
 */
export function ActionForm({
  act,
  children,
  ...form
}: Omit<ComponentPropsWithRef<'form'>, 'action' | 'method'> & { act: Act }) {
  const mark = usePageMark();
  const { state, submit } = act;
  const there = state.status === 'failed' ? state.failure.continueIn : undefined;
  return (
    <form {...form} action={submit}>
      {mark ? <input type="hidden" name={PAGE_MARK_FIELD} value={mark} /> : null}
      {children}
      {there ? (
        <SubmitButton
          variant="secondary"
          pendingLabel={`Continuing in ${there.name}`}
          name={PAGE_MARK_FIELD}
          value={there.pageMark}
        >
          {`Continue in ${there.name}`}
        </SubmitButton>
      ) : null}
    </form>
  );
}
