import type { AnswerSeal } from '@/lib/domain/attempt/answer-seal';
import { deviceStore, unsentAnswers } from './answer-store';
import { AttemptSync } from './attempt-sync';
import { httpTransport } from './attempt-transport';
import type { NamedAnswer } from './sealed-answer';
import type { SyncState } from './sync-ports';
import { browserPorts } from './sync-ports';
import { tabActs } from './tab-acts';
import { lastLease, randomId } from './tab-lease';

/** How long a person who wants to go waits for the network. */
const PATIENCE_MS = 6000;

/**
 * Sends what this person left unsent on the device, by the same rules as the exam itself, and gives back what couldn't be
 * sent. `begun` hears how many there are, if any.
 */
export async function sendUnsent(
  seal: AnswerSeal,
  begun: (count: number) => void,
): Promise<readonly NamedAnswer[]> {
  const waiting = await unsentAnswers(seal);
  if (waiting.length === 0) return [];
  begun(waiting.length);
  await Promise.all(byAttempt(waiting).map((answers) => sendAttempt(answers, seal, leaseOf(answers))));
  return unsentAnswers(seal);
}

const leaseOf = ([first]: readonly NamedAnswer[]) => lastLease(first?.attemptId ?? '');

export const byAttempt = (answers: readonly NamedAnswer[]): readonly (readonly NamedAnswer[])[] =>
  [...new Set(answers.map(({ attemptId }) => attemptId))].map((attemptId) =>
    answers.filter((answer) => answer.attemptId === attemptId),
  );

/** Sends the unsent answers of one attempt, and tells where it stands then. */
export async function sendAttempt(
  answers: readonly NamedAnswer[],
  seal: AnswerSeal,
  leaseId: string,
): Promise<SyncState> {
  const [first] = answers;
  if (!first) throw new Error('Nothing to send');
  const { attemptId } = first;
  const names = new Map(answers.map(({ itemId, name }) => [itemId, name]));
  const nameOf = (itemId: string) => names.get(itemId) ?? { exam: first.name.exam, question: 0 };
  const sync = new AttemptSync(
    {
      stored: [],
      // Replaced by the first answer of the server.
      remainingMs: PATIENCE_MS * 10,
      lease: { take: () => leaseId, leave: () => {} },
      submitKey: randomId(),
      positionOf: (itemId) => nameOf(itemId).question,
    },
    browserPorts(httpTransport(attemptId), deviceStore(attemptId, seal, nameOf), tabActs(attemptId)),
  );
  await sync.drain(PATIENCE_MS);
  sync.stop();
  return sync.state();
}
