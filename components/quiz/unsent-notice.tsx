'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { Notice } from '@/components/ui/notice';
import { deliveredWords } from './delivered-words';
import { deliverUnsent } from './player/deliver-unsent';

/** On every page of somebody who is signed in: what an exam left on this device is sent, and what became of it is said. */
export function UnsentNotice() {
  const router = useRouter();
  const [said, setSaid] = useState<readonly string[]>([]);
  useEffect(() => {
    let isThere = true;
    const deliver = () =>
      void deliverUnsent().then((delivered) => {
        const words = deliveredWords(delivered);
        if (!isThere || words.length === 0) return;
        setSaid((before) => [...before.filter((each) => !words.includes(each)), ...words]);
        // Receipts count late answers.
        router.refresh();
      });
    deliver();
    window.addEventListener('online', deliver);
    return () => {
      isThere = false;
      window.removeEventListener('online', deliver);
    };
  }, [router]);
  return (
    <div role="status" className="contents">
      {said.length > 0 ? (
        <Notice title="Answers from this device">
          {said.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </Notice>
      ) : null}
    </div>
  );
}
