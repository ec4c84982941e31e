import type { ReactNode } from 'react';

/** An item ready to be shown: its texts were rendered on the server, so that no text machinery reaches the browser. */
export interface PlayerItem {
  readonly itemId: string;
  readonly position: number;
  readonly keyCount: number;
  readonly stimulusId: string | null;
  readonly stem: ReactNode;
  readonly options: readonly { readonly id: string; readonly body: ReactNode }[];
}

export interface PlayerStimulus {
  readonly id: string;
  readonly body: ReactNode;
  /** Positions of its first and last question; they follow one another. */
  readonly from: number;
  readonly to: number;
}
