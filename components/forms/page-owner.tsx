'use client';

import { useRouter } from 'next/navigation';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { parsePageMark } from '@/lib/domain/access/page-mark';

const MarkContext = createContext<string | null>(null);

/** The mark of this page, for what it sends; null outside the frame of a signed-in person. */
export const usePageMark = (): string | null => useContext(MarkContext);

/** Under which this tab remembers where it is; a new document would otherwise show wherever another tab has switched to. */
export const TAB_MARK = 'cutscore.tab';

/** Whether this document follows on one of the same tab and site: a link, a form, a reload; not an address that was typed in. */
function followsOn(): boolean {
  const again = performance
    .getEntriesByType('navigation')
    .some((entry) => 'type' in entry && (entry.type === 'reload' || entry.type === 'back_forward'));
  return again || document.referrer.startsWith(`${window.location.origin}/`);
}

/** On pages that belong to no organisation (sign-in, joining): what comes after them is chosen there. */
export function LeaveTab() {
  useEffect(() => sessionStorage.removeItem(TAB_MARK), []);
  return null;
}

/**
 * Says for whom and in which organisation everything inside was made: to forms by the context, to requests of scripts by the
 * attribute, which instrumentation-client.ts reads. `organisationIds` are those of the person.
 */
export function PageOwner({
  mark,
  organisationIds,
  children,
}: {
  mark: string;
  organisationIds: readonly string[];
  children: ReactNode;
}) {
  const router = useRouter();
  const [kept, setKept] = useState<string | null>(null);
  const wanted = kept ?? mark;
  useEffect(() => {
    const before = parsePageMark(sessionStorage.getItem(TAB_MARK));
    const now = parsePageMark(mark);
    const isMine = before !== null && before.personId === now?.personId;
    if (followsOn() && isMine && before.organisationId !== now?.organisationId) {
      if (organisationIds.includes(before.organisationId))
        setKept(`${before.organisationId}.${before.personId}`);
    } else sessionStorage.setItem(TAB_MARK, mark);
  }, [mark, organisationIds]);
  // Asked for again with the mark in the attribute, the page comes back in the organisation that the tab is in.
  useEffect(() => {
    if (kept !== null && kept !== mark) router.refresh();
  }, [kept, mark, router]);
  return (
    <MarkContext value={wanted}>
      <div data-page-mark={wanted} className="contents">
        {children}
      </div>
    </MarkContext>
  );
}
