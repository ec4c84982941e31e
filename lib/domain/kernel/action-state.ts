import type { Failure } from './failure';

/** What a form shows after its action ran. `values` fill the fields again, so that nothing typed is lost. */
export type ActionState =
  | { readonly status: 'idle' }
  | { readonly status: 'done'; readonly message: string; readonly data?: Readonly<Record<string, string>> }
  | {
      readonly status: 'failed';
      readonly failure: Failure;
      readonly values: Readonly<Record<string, string>>;
    };

export const IDLE: ActionState = { status: 'idle' };

declare const act: unique symbol;

/**
 * A server action as a component holds it: it can't be called, only given to `useAct` (components/forms), whose outcome the
 * form shows. So no screen can throw away what an action answered.
 */
export interface ServerAct {
  readonly [act]: true;
}

/** What it is at run time. Only `useAct` and tests take it apart. */
export type ActCall = (previous: ActionState, form: FormData) => Promise<ActionState>;
