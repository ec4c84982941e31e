/** Why an assignment can't be started now. `full`: every allowed attempt was used. */
export const START_OBSTACLES = ['withdrawn', 'not_open_yet', 'closed', 'full', 'not_enrolled'] as const;
export type StartObstacle = (typeof START_OBSTACLES)[number];

export interface StartFacts {
  readonly enrolled: boolean;
  readonly withdrawn: boolean;
  /** All in milliseconds of one clock: the database's. */
  readonly nowMs: number;
  readonly opensAtMs: number;
  readonly closesAtMs: number;
  readonly attemptsUsed: number;
  readonly attemptsAllowed: number;
}

/** The first thing that stands in the way of a new attempt, or null. An open attempt is not asked here: it is continued. */
export function startObstacle(facts: StartFacts): StartObstacle | null {
  if (!facts.enrolled) return 'not_enrolled';
  if (facts.withdrawn) return 'withdrawn';
  if (facts.nowMs < facts.opensAtMs) return 'not_open_yet';
  if (facts.nowMs >= facts.closesAtMs) return 'closed';
  return facts.attemptsUsed >= facts.attemptsAllowed ? 'full' : null;
}
