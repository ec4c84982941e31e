'use client';

import { createContext, type ReactNode, useContext, useEffect } from 'react';
import { formatPageMark, PAGE_MARK_FIELD, type PageMark, parsePageMark } from '@/lib/domain/access/page-mark';
import { dropStore, readStore, writeStore } from '@/lib/ui/browser-stores';

const MarkContext = createContext<string | null>(null);

/** The mark of this page, for what it sends; null outside the frame of a signed-in person. */
export const usePageMark = (): string | null => useContext(MarkContext);

/** Forgets where this tab was: what it shows next is chosen, not kept. */
export function leaveTab(): void {
  try {
    dropStore('tab');
  } catch {
    // No storage, nothing in it.
  }
}

function tabMark(): PageMark | null {
  try {
    return parsePageMark(readStore('tab'));
  } catch {
    return null;
  }
}

function rememberTab(mark: string): void {
  try {
    writeStore('tab', '', mark);
  } catch {
    // Without storage a new document shows where the session is, and its header says so.
  }
}

/** Whether this document follows on one of the same tab and site: a link, a form, a reload; not an address that was typed in. */
function followsOn(): boolean {
  const again = performance
    .getEntriesByType('navigation')
    .some((entry) => 'type' in entry && (entry.type === 'reload' || entry.type === 'back_forward'));
  return again || document.referrer.startsWith(`${window.location.origin}/`);
}

/** On pages that belong to no organisation (sign-in, joining): what comes after them is chosen there. */
export function LeaveTab() {
  useEffect(leaveTab, []);
  return null;
}

/** The address of this document with the mark in it or without. */
function addressWith(mark: string | null): string {
  const url = new URL(window.location.href);
  if (mark === null) url.searchParams.delete(PAGE_MARK_FIELD);
  else url.searchParams.set(PAGE_MARK_FIELD, mark);
  return url.href;
}

/**
 * Says for whom and in which organisation everything inside was made: to forms by the context, to requests of scripts by the
 * attribute, which instrumentation-client.ts reads. A document that comes back in another organisation than its tab is in, because
 * another tab has switched, is asked for again with the tab's mark. `organisationIds` are those of the person.
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
  useEffect(() => {
    const here = parsePageMark(mark);
    const tab = tabMark();
    const wasAsked = new URLSearchParams(window.location.search).has(PAGE_MARK_FIELD);
    const isAway =
      tab !== null && tab.personId === here?.personId && tab.organisationId !== here.organisationId;
    if (!wasAsked && isAway && followsOn() && organisationIds.includes(tab.organisationId)) {
      window.location.replace(addressWith(formatPageMark(tab)));
      return;
    }
    rememberTab(mark);
    if (wasAsked) window.history.replaceState(window.history.state, '', addressWith(null));
  }, [mark, organisationIds]);
  return (
    <MarkContext value={mark}>
      <div data-page-mark={mark} className="contents">
        {children}
      </div>
    </MarkContext>
  );
}
