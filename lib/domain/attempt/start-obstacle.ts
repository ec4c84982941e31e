/** Why an assignment can't be started now. `left`: it was theirs once; `full`: every allowed attempt was used. */
export const START_OBSTACLES = ['left', 'coming', 'closed', 'full'] as const;
export type StartObstacle = (typeof START_OBSTACLES)[number];

export interface StartFacts {
  /** Where the window stands by the database's clock. */
  readonly phase: 'coming' | 'open' | 'closed';
  /** False for who is no longer among those whom the exam was given to. */
  readonly isGiven: boolean;
  readonly attemptsUsed: number;
  readonly attemptsAllowed: number;
}

/** The first thing that stands in the way of a new attempt, or null. An open attempt is not asked here: it is continued. */
export function startObstacle({
  phase,
  isGiven,
  attemptsUsed,
  attemptsAllowed,
}: StartFacts): StartObstacle | null {
  if (!isGiven) return 'left';
  if (phase !== 'open') return phase;
  return attemptsUsed >= attemptsAllowed ? 'full' : null;
}
