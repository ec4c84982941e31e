import type { AnswerSeal } from '@/lib/domain/attempt/answer-seal';
import { deviceStore, unsentAnswers } from './answer-store';
import { AttemptSync, browserPorts } from './attempt-sync';
import { httpTransport } from './attempt-transport';
import type { NamedAnswer } from './sealed-answer';
import { randomId } from './tab-lease';

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
  const attempts = [...new Set(waiting.map(({ attemptId }) => attemptId))];
  const of = (attemptId: string) => waiting.filter((answer) => answer.attemptId === attemptId);
  await Promise.all(attempts.map((attemptId) => sendOf(attemptId, of(attemptId), seal)));
  return unsentAnswers(seal);
}

async function sendOf(attemptId: string, answers: readonly NamedAnswer[], seal: AnswerSeal): Promise<void> {
  const [first] = answers;
  const names = new Map(answers.map(({ itemId, name }) => [itemId, name]));
  const nameOf = (itemId: string) => names.get(itemId) ?? { exam: first?.name.exam ?? '', question: 0 };
  const sync = new AttemptSync(
    {
      stored: [],
      // Replaced by the first answer of the server.
      remainingMs: PATIENCE_MS * 10,
      lease: { take: randomId, leave: () => {} },
      submitKey: randomId(),
    },
    browserPorts(httpTransport(attemptId), deviceStore(attemptId, seal, nameOf)),
  );
  await sync.drain(PATIENCE_MS);
  sync.stop();
}
