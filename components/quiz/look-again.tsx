'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

const FIRST_PAUSE_MS = 3000;
const LONGEST_PAUSE_MS = 60_000;

/** Loads the data of its page again, seldomer and seldomer, while it is on the screen: for what ends by itself, and mostly soon. */
export function LookAgain() {
  const router = useRouter();
  useEffect(() => {
    let pauseMs = FIRST_PAUSE_MS;
    let timer: ReturnType<typeof setTimeout>;
    const wait = () => {
      timer = setTimeout(() => {
        if (document.visibilityState === 'visible') router.refresh();
        pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 1.5);
        wait();
      }, pauseMs);
    };
    wait();
    return () => clearTimeout(timer);
  }, [router]);
  return null;
}
