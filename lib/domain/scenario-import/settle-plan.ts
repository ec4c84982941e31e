import type { ImportPlan, PlannedItem, PlannedStimulus } from './plan';

/** What is written, and what only looks like it: counts are of items unless their name says otherwise. */
export interface SettledPlan {
  /** One per stimulus of the post, in its order. */
  readonly stimuli: readonly { readonly planned: PlannedStimulus; readonly isWritten: boolean }[];
  readonly items: readonly PlannedItem[];
  readonly counts: {
    readonly created: number;
    readonly changed: number;
    readonly same: number;
    /** Repeats an earlier item of the same post. */
    readonly duplicate: number;
    /** Blocked by an error. */
    readonly skipped: number;
    readonly stimuliCreated: number;
    readonly stimuliChanged: number;
  };
}

/**
 * Turns a plan into what has to be written. An item under a corrected stimulus gets a new version as well, because a version
 * pins the text that it was read with. A new stimulus that only blocked or repeated items stand under isn't written.
 */
export function settlePlan(plan: ImportPlan): SettledPlan {
  const items = plan.items.map((item): PlannedItem => {
    const stimulus = item.stimulus === null ? undefined : plan.stimuli[item.stimulus];
    if (item.action !== 'same' || stimulus?.action !== 'changed') return item;
    return { ...item, action: 'changed', changes: ['stimulus'] };
  });
  const written = items.filter((item) => item.action === 'new' || item.action === 'changed');
  const used = new Set(written.map((item) => item.stimulus));
  const stimuli = plan.stimuli.map((planned, index) => ({
    planned,
    isWritten: planned.action === 'changed' || (planned.action === 'new' && used.has(index)),
  }));
  const count = (action: PlannedItem['action']): number =>
    items.filter((item) => item.action === action).length;
  const countStimuli = (action: PlannedStimulus['action']): number =>
    stimuli.filter(({ planned, isWritten }) => isWritten && planned.action === action).length;
  return {
    stimuli,
    items,
    counts: {
      created: count('new'),
      changed: count('changed'),
      same: count('same'),
      duplicate: count('duplicate'),
      skipped: count('blocked'),
      stimuliCreated: countStimuli('new'),
      stimuliChanged: countStimuli('changed'),
    },
  };
}
