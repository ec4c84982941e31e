import type { AnswerSeal } from '@/lib/domain/attempt/answer-seal';
import { anythingUnsent, unsentAnswers } from './answer-store';
import { whileUnheld } from './attempt-lock';
import { httpTransport } from './attempt-transport';
import type { NamedAnswer } from './sealed-answer';
import { byAttempt, sendAttempt } from './send-unsent';
import { dropLastLease, lastLease } from './tab-lease';

/** What became of answers that an exam had left on the device. */
export interface Delivered {
  /** They came in time. */
  readonly sent: number;
  /** They came after the end, and are kept apart for the staff. */
  readonly late: number;
  /** Running exams that this browser may not write to, by name: only their own page can say which answer counts. */
  readonly toOpen: readonly string[];
}

/** What this needs of the world; replaced in tests. */
export interface DeliveryPorts {
  /** Does the work unless the exam is on a screen of this browser. */
  readonly alone: <T>(attemptId: string, work: () => Promise<T>) => Promise<T | null>;
  readonly anything: () => Promise<boolean>;
  /** Null where nobody is signed in, or the server can't be heard. */
  readonly seal: () => Promise<AnswerSeal | null>;
  readonly unsent: (seal: AnswerSeal) => Promise<readonly NamedAnswer[]>;
  /** How the attempt stands for the lease that this browser had last. */
  readonly probe: (attemptId: string, leaseId: string) => Promise<'ok' | 'closed' | 'superseded' | null>;
  /** Sends them all; how many came after the end, and of how many the learner has to choose between two answers. */
  readonly send: (
    answers: readonly NamedAnswer[],
    seal: AnswerSeal,
    leaseId: string,
  ) => Promise<{ readonly late: number; readonly undecided: number }>;
}

const NOTHING: Delivered = { sent: 0, late: 0, toOpen: [] };

/**
 * Sends what exams of whoever is signed in left on this device, from any page, while nobody looks at the exam itself. Answers of
 * other people stay shut. A running exam is taken from nobody: where another device has it now, its page decides.
 */
export async function deliverUnsent(ports: DeliveryPorts = BROWSER): Promise<Delivered> {
  if (!(await ports.anything())) return NOTHING;
  const seal = await ports.seal();
  if (!seal) return NOTHING;
  const all = await Promise.all(
    byAttempt(await ports.unsent(seal)).map(
      async (answers) =>
        (await ports.alone(answers[0]?.attemptId ?? '', () => deliver(answers, seal, ports))) ?? NOTHING,
    ),
  );
  return {
    sent: all.reduce((sum, { sent }) => sum + sent, 0),
    late: all.reduce((sum, { late }) => sum + late, 0),
    toOpen: all.flatMap(({ toOpen }) => toOpen),
  };
}

async function deliver(
  found: readonly NamedAnswer[],
  seal: AnswerSeal,
  ports: DeliveryPorts,
): Promise<Delivered> {
  const [first] = found;
  if (!first) return NOTHING;
  const { attemptId, name } = first;
  // Another tab may have sent them while this one waited for the lock.
  const answers = (await ports.unsent(seal)).filter((answer) => answer.attemptId === attemptId);
  if (answers.length === 0) return NOTHING;
  const leaseId = lastLease(attemptId);
  const standing = await ports.probe(attemptId, leaseId);
  if (standing === null) return NOTHING;
  if (standing === 'superseded') return { ...NOTHING, toOpen: [name.exam] };
  const { late, undecided } = await ports.send(answers, seal, leaseId);
  const left = (await ports.unsent(seal)).filter((answer) => answer.attemptId === attemptId).length;
  if (standing === 'closed' && left === 0) dropLastLease(attemptId);
  // An answer that waits for a choice is still here: only the exam's page can ask.
  const sent = Math.max(0, answers.length - left - late);
  return { sent, late, toOpen: undecided > 0 ? [name.exam] : [] };
}

const GIVE_UP_AFTER_MS = 10_000;

async function fetchSeal(): Promise<AnswerSeal | null> {
  try {
    const signal = AbortSignal.timeout(GIVE_UP_AFTER_MS);
    const answer = await fetch('/api/v1/session/seal', { cache: 'no-store', signal });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

const BROWSER: DeliveryPorts = {
  alone: whileUnheld,
  anything: anythingUnsent,
  seal: fetchSeal,
  unsent: unsentAnswers,
  probe: async (attemptId, leaseId) => {
    const heard = await httpTransport(attemptId).clock(leaseId);
    if (!heard.heard) return null;
    const { outcome } = heard.reply;
    return outcome === 'ok' || outcome === 'closed' || outcome === 'superseded' ? outcome : null;
  },
  send: async (answers, seal, leaseId) => {
    const { outbox } = await sendAttempt(answers, seal, leaseId);
    return {
      late: outbox.setAside.filter(({ why }) => why === 'late').length,
      undecided: outbox.choices.size,
    };
  },
};
