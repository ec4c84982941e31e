import type { NamedAnswer } from '@/components/quiz/player/sealed-answer';
import { sendUnsent } from '@/components/quiz/player/send-unsent';
import type { AnswerSeal } from '@/lib/domain/attempt/answer-seal';
import { forgetPerson } from '@/lib/ui/browser-stores';
import { paths } from '@/lib/ui/paths';
import { tellTabs } from './browser-news';

/** What became of a wish to sign out. `left` is only seen for the moment that the next page takes. */
export type SignOutProgress =
  | { readonly step: 'idle' }
  | { readonly step: 'sending'; readonly count: number }
  /** Some answers couldn't be sent; the person decides. */
  | { readonly step: 'unsent'; readonly answers: readonly NamedAnswer[] }
  | { readonly step: 'unreachable' }
  | { readonly step: 'left' };

const GIVE_UP_AFTER_MS = 10_000;

const call = (path: string, method: 'GET' | 'POST') =>
  fetch(path, {
    method,
    cache: 'no-store',
    redirect: 'manual',
    signal: AbortSignal.timeout(GIVE_UP_AFTER_MS),
  });

/**
 * Signs out: unsent answers first, then the session, then what this browser kept. `anyway` leaves behind what can't be sent;
 * it stays sealed for its person. `next` is where to go on.
 */
export async function signOut(
  next: string,
  anyway: boolean,
  show: (progress: SignOutProgress) => void,
): Promise<void> {
  try {
    const asked = await call(paths.answerSeal, 'GET');
    if (asked.status !== 401 && !asked.ok) return show({ step: 'unreachable' });
    // Signed out already, elsewhere or by the clock: what is sealed here waits for its person to come back.
    if (asked.ok && !anyway) {
      const seal: AnswerSeal = await asked.json();
      const answers = await sendUnsent(seal, (count) => show({ step: 'sending', count }));
      if (answers.length > 0) return show({ step: 'unsent', answers });
    }
    const ended = await call(paths.signOut, 'POST');
    // It answers with the way to the next page, which this script takes by itself.
    if (ended.type !== 'opaqueredirect' && ended.status !== 401) return show({ step: 'unreachable' });
  } catch {
    return show({ step: 'unreachable' });
  }
  show({ step: 'left' });
  forgetPerson();
  tellTabs({ kind: 'signed_out' });
  window.location.replace(next);
}
