/** A live item that a form may be made of. Lists of them are in source order: as the bank has them, groups together. */
export type PoolItem = {
  readonly itemId: string;
  readonly itemVersionId: string;
  readonly bankId: string;
  /** null for an item without a shared background */
  readonly stimulusId: string | null;
  readonly topicId: string | null;
  /** in the order of the author */
  readonly optionIds: readonly string[];
  /** true when options refer to each other's position */
  readonly shuffleLocked: boolean;
};

/** So many items of one topic from one bank. */
export type Draw = { readonly topicId: string; readonly bankId: string; readonly count: number };

/** What an exam consists of: exactly these items in this order, or numbers to draw. */
export type FormSelection =
  | { readonly kind: 'fixed'; readonly itemIds: readonly string[] }
  | { readonly kind: 'drawn'; readonly draws: readonly Draw[] };

/** One line of a frozen form. */
export type FormEntry = {
  readonly itemId: string;
  readonly itemVersionId: string;
  /** 1 for the first item */
  readonly position: number;
  /** option ids in the order in which this learner sees them */
  readonly optionOrder: readonly string[];
  /** the same as letters of the author's order: 'cab' begins with the third option */
  readonly optionLetters: string;
};

export type AssemblyError =
  | { readonly code: 'empty' }
  | { readonly code: 'missingItem'; readonly itemId: string }
  | { readonly code: 'duplicateItem'; readonly itemId: string }
  | {
      readonly code: 'drawTooLarge';
      readonly topicId: string;
      readonly bankId: string;
      readonly wanted: number;
      readonly available: number;
    };
