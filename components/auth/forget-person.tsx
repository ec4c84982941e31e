'use client';

import { useEffect } from 'react';
import { forgetPerson } from '@/lib/ui/browser-stores';

/** On the sign-in page when somebody meant to leave: covers a sign-out without a script, and tabs that were slow to hear of one. */
export function ForgetPerson() {
  useEffect(forgetPerson, []);
  return null;
}
