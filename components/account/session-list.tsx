'use client';

import { ActionButton } from '@/components/forms/action-button';
import { ActionForm } from '@/components/forms/action-form';
import { FormOutcome } from '@/components/forms/form-outcome';
import { useAct } from '@/components/forms/use-act';
import { State } from '@/components/ui/state';
import { SubmitButton } from '@/components/ui/submit-button';
import { endOtherSessions, endSession } from '@/lib/features/account/actions';
import type { SessionView } from '@/lib/features/account/contract';
import { deviceWords } from '@/lib/ui/device-words';
import { formatDateTime } from '@/lib/ui/format';

/** Every browser that is signed in, this one first, and how to end the others. */
export function SessionList({ sessions, timeZone }: { sessions: readonly SessionView[]; timeZone: string }) {
  const others = sessions.filter(({ current }) => !current).length;
  const act = useAct(endOtherSessions);
  const { state } = act;
  return (
    <div className="flex max-w-3xl flex-col gap-4">
      <FormOutcome state={state} />
      <ul className="border-t border-hairline">
        {sessions.map((session) => (
          <SessionRow key={session.id} session={session} timeZone={timeZone} />
        ))}
      </ul>
      {others > 0 ? (
        <ActionForm act={act}>
          <SubmitButton variant="secondary" pendingLabel="Ending">
            {others === 1 ? 'End the other session' : `End all ${others} other sessions`}
          </SubmitButton>
        </ActionForm>
      ) : (
        <p className="text-muted">You are signed in nowhere else.</p>
      )}
    </div>
  );
}

function SessionRow({ session, timeZone }: { session: SessionView; timeZone: string }) {
  const device = deviceWords(session.userAgent);
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-hairline py-3">
      <div className="flex min-w-0 flex-col">
        <span className="font-semibold">{device}</span>
        <span className="text-13 text-muted">
          Signed in {formatDateTime(session.signedInAt, timeZone)}, last seen{' '}
          {formatDateTime(session.lastSeenAt, timeZone)}
        </span>
      </div>
      {session.current ? (
        <State icon="tick">This browser</State>
      ) : (
        <ActionButton
          action={endSession}
          fields={{ sessionId: session.id }}
          pendingLabel="Ending"
          size="compact"
          label={`of ${device}`}
        >
          End session
        </ActionButton>
      )}
    </li>
  );
}
