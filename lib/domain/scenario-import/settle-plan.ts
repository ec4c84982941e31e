import type { ImportPlan, PlannedRow } from './plan';
import type { PlannedStimulus } from './plan-stimuli';
import {
  CHANGE_KINDS,
  type ChangeKind,
  DECISIONS,
  type Decision,
  type Decisions,
  decide,
  ROW_KINDS,
  type RowKind,
} from './row-kind';

export interface SettledRow extends PlannedRow {
  readonly decision: Decision;
  /** True when a person chose it. */
  readonly isChosen: boolean;
}

export interface SettledStimulus {
  readonly planned: PlannedStimulus;
  readonly isWritten: boolean;
}

/** What is written, and what only looks like it. */
export interface SettledPlan {
  /** One per stimulus of the source, in its order. */
  readonly stimuli: readonly SettledStimulus[];
  readonly rows: readonly SettledRow[];
}

/** How many questions went which way; counts are of questions unless their name says otherwise. */
export interface SettledCounts {
  readonly created: number;
  readonly changed: number;
  readonly same: number;
  /** Repeats an earlier question of the same source. */
  readonly duplicate: number;
  /** Blocked by an error, or left out by a decision. */
  readonly skipped: number;
  readonly retired: number;
  readonly stimuliCreated: number;
  readonly stimuliChanged: number;
}

export interface PlanTotals {
  readonly rows: { readonly [K in RowKind]: number };
  /** Of changed rows, each under every change that it has. */
  readonly changes: { readonly [K in ChangeKind]: number };
  /** Of changed rows, each under its weightiest change. */
  readonly weightiest: { readonly [K in ChangeKind]: number };
  /** What would be done. */
  readonly decisions: { readonly [D in Decision]: number };
  /** Contradictions that nobody decided on; they are left out. */
  readonly undecided: number;
}

/**
 * Turns a plan and decisions into what has to be written. A stimulus is written when a question that is written stands under it.
 */
export function settlePlan(plan: ImportPlan, decisions: Decisions): SettledPlan {
  const rows = plan.rows.map((row): SettledRow => ({ ...row, ...decide(row, decisions) }));
  const used = new Set(rows.filter(isWritten).map((row) => row.stimulus));
  const stimuli = plan.stimuli.map((planned, index) => ({
    planned,
    isWritten: planned.action !== 'same' && used.has(index),
  }));
  return { stimuli, rows };
}

export const isWritten = ({ decision }: Pick<SettledRow, 'decision'>): boolean =>
  decision === 'create' || decision === 'update';

export function countSettled({ stimuli, rows }: SettledPlan): SettledCounts {
  const decided = (decision: Decision): number => rows.filter((row) => row.decision === decision).length;
  const left = (...kinds: readonly RowKind[]): number =>
    rows.filter((row) => row.decision === 'skip' && kinds.includes(row.kind)).length;
  const written = (action: PlannedStimulus['action']): number =>
    stimuli.filter((stimulus) => stimulus.isWritten && stimulus.planned.action === action).length;
  return {
    created: decided('create'),
    changed: decided('update'),
    same: left('same'),
    duplicate: left('repeated'),
    skipped: left('blocked', 'contradiction', 'near_duplicate', 'changed', 'new'),
    retired: decided('retire'),
    stimuliCreated: written('new'),
    stimuliChanged: written('changed'),
  };
}

export function totalsOf(rows: readonly SettledRow[]): PlanTotals {
  const zeros = <K extends string>(kinds: readonly K[]) =>
    Object.fromEntries(kinds.map((kind) => [kind, 0])) as Record<K, number>;
  const totals = {
    rows: zeros(ROW_KINDS),
    changes: zeros(CHANGE_KINDS),
    weightiest: zeros(CHANGE_KINDS),
    decisions: zeros(DECISIONS),
    undecided: 0,
  };
  for (const { kind, changes, decision, isChosen } of rows) {
    totals.rows[kind] += 1;
    totals.decisions[decision] += 1;
    for (const change of changes) totals.changes[change] += 1;
    const [weightiest] = changes;
    if (weightiest !== undefined) totals.weightiest[weightiest] += 1;
    if (kind === 'contradiction' && !isChosen) totals.undecided += 1;
  }
  return totals;
}
