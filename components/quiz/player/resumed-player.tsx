'use client';

import { useEffect, useState } from 'react';
import type { StoredAnswer } from '@/lib/domain/attempt/answer';
import { ExamPlayer, type ExamPlayerProps } from './exam-player';
import { keyOfTab, readKnown } from './kept-exam';

/** What is known last of each question: a kept page may be older than what was acknowledged to it. */
function newest(page: readonly StoredAnswer[], known: readonly StoredAnswer[]): readonly StoredAnswer[] {
  const byItem = new Map(page.map((answer) => [answer.itemId, answer]));
  for (const answer of known)
    if (answer.rev > (byItem.get(answer.itemId)?.rev ?? 0)) byItem.set(answer.itemId, answer);
  return [...byItem.values()];
}

/** The page as it was kept, brought to what this tab knew last; null where the tab that could is gone. */
async function resumed(props: ExamPlayerProps): Promise<ExamPlayerProps | null> {
  const seal = keyOfTab(props.attemptId, props.seal);
  if (!seal) return null;
  const known = await readKnown(props.attemptId, seal).catch(() => null);
  if (!known) return { ...props, seal };
  const remainingMs = Math.max(0, known.endsAtMs - Date.now());
  return { ...props, seal, remainingMs, stored: newest(props.stored, known.stored) };
}

/** The player, whether its page comes from the server or, without a network, from the device. */
export function ResumedPlayer(props: ExamPlayerProps) {
  const isKept = props.seal.key === '';
  const [found, setFound] = useState<ExamPlayerProps | null | undefined>(undefined);
  useEffect(() => {
    if (isKept) void resumed(props).then(setFound);
    else keyOfTab(props.attemptId, props.seal);
  }, [isKept, props]);
  if (!isKept || found === undefined) return <ExamPlayer key="page" {...props} />;
  return found ? <ExamPlayer key="kept" {...found} /> : <NotHere />;
}

/** Another tab has the key, or none has it any more. */
function NotHere() {
  return (
    <main className="mx-auto flex max-w-xl flex-col gap-3 px-4 py-16">
      <h1 className="text-20 font-semibold">There is no connection</h1>
      <p>
        This exam goes on, and its time runs. What you answered is kept; what wasn’t sent yet is on this
        device. Load this page again as soon as the connection is back.
      </p>
    </main>
  );
}
