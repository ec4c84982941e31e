import type { ExamHall } from '../exam-hall';
import type { Crowd } from './crowd';
import type { Line } from './faulty-line';

/** What a check found: figures for people, and what was wrong; nothing when all is well. */
export interface Finding {
  readonly figures: string;
  readonly wrong: readonly string[];
}

/** Where a fault is played: learners in the middle of their exams, over a line, a server and a database that can be broken. */
export interface Scene {
  readonly crowd: Crowd;
  readonly hall: ExamHall;
  readonly line: Line;
}

/** What the check of a fault has to notice: breaks the scene before it is played, and gives back how to mend it. */
export interface LiveMutant {
  readonly name: string;
  readonly break: (scene: Scene) => Promise<() => Promise<void>>;
}

/** A fault that is played against the built application. */
export interface LiveFault {
  readonly kind: 'live';
  /** Why it can't be played on this machine; null where it can. */
  readonly missing?: () => string | null;
  readonly play: (scene: Scene) => Promise<Finding>;
  readonly mutant: LiveMutant;
}

/** A fault that tests play already. */
export interface TestedFault {
  readonly kind: 'tests';
  readonly project: 'unit' | 'integration' | 'browser';
  readonly file: string;
  /** Each has to be the name of a test that passes. */
  readonly tests: readonly RegExp[];
  /** One of scripts/mutants.ts, by name. */
  readonly mutant: string;
}

export interface Fault {
  readonly id: string;
  readonly what: string;
  readonly proof: LiveFault | TestedFault;
}
