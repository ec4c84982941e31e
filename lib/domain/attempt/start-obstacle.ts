/** Why an assignment can't be started now. `full`: every allowed attempt was used. */
export const START_OBSTACLES = ['coming', 'closed', 'full'] as const;
export type StartObstacle = (typeof START_OBSTACLES)[number];

export interface StartFacts {
  /** Where the window stands by the database's clock. */
  readonly phase: 'coming' | 'open' | 'closed';
  readonly attemptsUsed: number;
  readonly attemptsAllowed: number;
}

/** The first thing that stands in the way of a new attempt, or null. An open attempt is not asked here: it is continued. */
export function startObstacle({ phase, attemptsUsed, attemptsAllowed }: StartFacts): StartObstacle | null {
  if (phase !== 'open') return phase;
  return attemptsUsed >= attemptsAllowed ? 'full' : null;
}
