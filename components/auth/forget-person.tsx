'use client';

import { useEffect } from 'react';
import { forgetExams, forgetPerson } from '@/lib/ui/browser-stores';

/** On the sign-in page when somebody meant to leave: covers a sign-out without a script, and tabs that were slow to hear of one. */
export function ForgetPerson() {
  useEffect(forgetPerson, []);
  return null;
}

/** On the sign-in page after a lapse: whoever comes back has their exam from the server, and nobody else is to open it. */
export function ForgetExams() {
  useEffect(forgetExams, []);
  return null;
}
