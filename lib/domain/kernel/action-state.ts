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
