'use client';

import { startTransition, useEffect } from 'react';
import { leaveTab } from '@/components/forms/page-owner';
import { type Act, useAct } from '@/components/forms/use-act';
import { AccountMenu } from '@/components/shell/account-menu';
import type { MenuGroup } from '@/components/ui/menu';
import { switchOrganisation } from '@/lib/features/identity/actions';
import type { VisitorView } from '@/lib/features/identity/contract';
import { homePathOf } from '@/lib/ui/navigation';
import { paths } from '@/lib/ui/paths';
import { ROLE_WORDS } from '@/lib/ui/role-words';
import { useSignOut } from './use-sign-out';

/** Who is signed in and as what; the other organisations; the way out. */
export function VisitorMenu({ visitor }: { visitor: VisitorView }) {
  const { actor, organisation, organisations } = visitor;
  const { begin, dialog } = useSignOut();
  const switching = useAct(switchOrganisation);
  useEffect(() => {
    // A full load: nothing that this tab holds of the other organisation stays.
    if (switching.state.status !== 'done') return;
    leaveTab();
    window.location.assign(switching.state.data?.goTo ?? paths.home);
  }, [switching.state]);
  const others: MenuGroup = {
    label: 'Organisation',
    entries: organisations.map(({ id, name }) => ({
      kind: 'action',
      label: name,
      current: id === organisation.id,
      action: () => send(switching, { organisationId: id }),
    })),
  };
  const own: MenuGroup = {
    label: `${visitor.name}, ${visitor.email}, ${ROLE_WORDS[actor.role].name.toLowerCase()}`,
    entries: [
      // Staff may be assigned an exam like anybody else; it just isn't the first thing in their day.
      ...(homePathOf(actor) === paths.learn
        ? []
        : [{ kind: 'link', href: paths.learn, label: 'My exams' } as const]),
      { kind: 'link', href: paths.account, label: 'Your account' },
      { kind: 'action', label: 'Sign out', action: begin },
    ],
  };
  return (
    <>
      <Refused act={switching} />
      <AccountMenu personName={visitor.name} groups={organisations.length > 1 ? [others, own] : [own]} />
      {dialog}
    </>
  );
}

function send(act: Act, fields: Readonly<Record<string, string>>): void {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  startTransition(() => act.submit(form));
}

/** Why a choice of the menu, which has closed by then, did nothing. */
function Refused({ act: { state } }: { act: Act }) {
  if (state.status !== 'failed') return null;
  return (
    <span role="alert" className="max-w-56 text-13 font-semibold text-danger">
      {state.failure.message}
    </span>
  );
}
