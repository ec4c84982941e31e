/** The states of an item, in the order of its life. */
export const ITEM_STATES = ['draft', 'in_review', 'live', 'retired'] as const;
export type ItemState = (typeof ITEM_STATES)[number];

/** Who may take a step: whoever writes questions, or only who decides what is used. */
export type StepBy = 'author' | 'manager';

export interface ItemStep {
  readonly from: ItemState;
  readonly to: ItemState;
  readonly by: StepBy;
  /** Going back and taking out of use need a reason, so that the next reader knows what was wrong. */
  readonly needsNote: boolean;
}

/**
 * Every step there is; no other can be taken. Only live items are drawn for new attempts. A retired item comes back through
 * live or draft; nothing goes from draft or retired into the wrong place by a slip of two people at once, because a step names
 * the state that it starts from.
 */
export const ITEM_STEPS: readonly ItemStep[] = [
  { from: 'draft', to: 'in_review', by: 'author', needsNote: false },
  { from: 'draft', to: 'live', by: 'manager', needsNote: false },
  { from: 'in_review', to: 'live', by: 'manager', needsNote: false },
  { from: 'in_review', to: 'draft', by: 'author', needsNote: true },
  { from: 'live', to: 'in_review', by: 'manager', needsNote: true },
  { from: 'live', to: 'draft', by: 'manager', needsNote: true },
  { from: 'live', to: 'retired', by: 'manager', needsNote: true },
  { from: 'retired', to: 'live', by: 'manager', needsNote: true },
  { from: 'retired', to: 'draft', by: 'manager', needsNote: true },
];

export const findStep = (from: ItemState, to: ItemState): ItemStep | null =>
  ITEM_STEPS.find((step) => step.from === from && step.to === to) ?? null;

const isAllowed = (needed: StepBy, actor: StepBy): boolean => needed === 'author' || actor === 'manager';

/** The steps that this person can take from here. */
export const stepsFrom = (from: ItemState, actor: StepBy): readonly ItemStep[] =>
  ITEM_STEPS.filter((step) => step.from === from && isAllowed(step.by, actor));

export const mayStep = (step: ItemStep, actor: StepBy): boolean => isAllowed(step.by, actor);

/** Authors change drafts; what is under review or in use only managers change. */
export const mayEdit = (state: ItemState, actor: StepBy): boolean => actor === 'manager' || state === 'draft';

/**
 * Whether the key may change together with the text. Once an item is or was in use, another key changes results: that is a
 * correction of its own, which shows first whom it concerns.
 *
 * @param answered whether any attempt was given the item
 */
export const isKeyLocked = (state: ItemState, answered: boolean): boolean =>
  answered || state === 'live' || state === 'retired';
