'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { paths } from '@/lib/ui/paths';
import { signInWith } from './credentials';

type Progress = 'idle' | 'pending' | 'failed';
const WORDS = { idle: 'Sign in', pending: 'Signing in', failed: 'Try again' } as const;

export function DemoSignInButton({
  email,
  password,
  label,
}: {
  email: string;
  password: string;
  label: string;
}) {
  const [progress, setProgress] = useState<Progress>('idle');
  const enter = async () => {
    setProgress('pending');
    if ((await signInWith(email, password)) === null) window.location.assign(paths.home);
    else setProgress('failed');
  };
  return (
    <Button size="compact" aria-label={label} disabled={progress === 'pending'} onClick={enter}>
      {WORDS[progress]}
    </Button>
  );
}
