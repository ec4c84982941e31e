'use client';

import { useActionState } from 'react';
import { type ActCall, type ActionState, IDLE, type ServerAct } from '@/lib/domain/kernel/action-state';

/** A server action in use: what it answered last, how to send it a form, whether it is under way. */
export interface Act {
  readonly state: ActionState;
  readonly submit: (form: FormData) => void;
  readonly isPending: boolean;
}

/** The one way for the browser to use a server action. Whoever takes it apart shows `state`: an architecture test looks. */
export function useAct(action: ServerAct): Act {
  const [state, submit, isPending] = useActionState(action as unknown as ActCall, IDLE);
  return { state, submit, isPending };
}
