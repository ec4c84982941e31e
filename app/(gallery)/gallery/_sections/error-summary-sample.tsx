'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { ErrorSummary } from '@/components/ui/error-summary';

const PROBLEMS = [
  { fieldId: 'gallery-cut', message: 'Enter a pass mark from 1 to 100, like 70.' },
  { fieldId: 'gallery-topics', message: 'Choose at least one topic.' },
];

/** Shown on demand, because it takes the focus as soon as it appears. */
export function ErrorSummarySample() {
  const [problems, setProblems] = useState<typeof PROBLEMS>([]);
  return (
    <div className="flex flex-col items-start gap-3">
      <Button onClick={() => setProblems([...PROBLEMS])}>Show an error summary</Button>
      <ErrorSummary problems={problems} />
    </div>
  );
}
