import { Notice } from '@/components/ui/notice';
import { STAFF_IDLE_MINUTES } from '@/lib/domain/kernel/limits';
import type { SessionEnd } from '@/lib/features/identity/contract';

const WORDS = {
  disabled: {
    title: 'Your account is switched off',
    advice: 'Whoever runs this installation has ended your access. Ask them, or your administrator.',
  },
  ended: {
    title: 'Your session was ended',
    advice: 'It was ended from another browser, or by a new password. Sign in again to go on.',
  },
  expired: { title: 'Your session has ended', advice: 'It had lasted its time. Sign in again to go on.' },
  idle: {
    title: 'You have been signed out',
    advice: `Nothing was done here for ${STAFF_IDLE_MINUTES} minutes. Sign in again to go on.`,
  },
} as const satisfies Record<SessionEnd, { title: string; advice: string }>;

/** Why somebody who was signed in is asked to sign in. */
export function SessionEnded({ why, leadsBack }: { why: SessionEnd; leadsBack: boolean }) {
  const { title, advice } = WORDS[why];
  return (
    <Notice title={title} tone={why === 'disabled' ? 'warning' : 'info'}>
      {advice}
      {leadsBack && why !== 'disabled' ? ' You come back to where you were.' : ''}
    </Notice>
  );
}
