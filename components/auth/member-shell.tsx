import type { ReactNode } from 'react';
import { PageOwner } from '@/components/forms/page-owner';
import { UnsentNotice } from '@/components/quiz/unsent-notice';
import { AppShell } from '@/components/shell/app-shell';
import { Icon } from '@/components/ui/icon';
import type { VisitorView } from '@/lib/features/identity/contract';
import { destinationsOf, homePathOf } from '@/lib/ui/navigation';
import { BrowserWatch } from './browser-watch';
import { VisitorMenu } from './visitor-menu';

/** The frame of every page behind sign-in, narrowed to what this person may open. */
export function MemberShell({ visitor, children }: { visitor: VisitorView; children: ReactNode }) {
  return (
    <PageOwner mark={visitor.pageMark} organisationIds={visitor.organisations.map(({ id }) => id)}>
      <AppShell
        homeHref={homePathOf(visitor.actor)}
        nav={destinationsOf(visitor.actor)}
        organisationName={visitor.organisation.name}
        account={<VisitorMenu visitor={visitor} />}
      >
        <BrowserWatch mark={visitor.mark} />
        <UnsentNotice />
        {visitor.organisation.simulated ? <SimulatedNote /> : null}
        {children}
      </AppShell>
    </PageOwner>
  );
}

/** Invented people and answers are never to be taken for real ones. */
function SimulatedNote() {
  return (
    <p className="-mb-4 flex items-center gap-1.5 text-13 text-muted">
      <Icon name="info" size="small" />
      Simulated data: the people and answers of this organisation were generated.
    </p>
  );
}
