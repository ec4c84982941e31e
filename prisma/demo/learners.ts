/**
 * The simulated learners: their names are invented, and so is how able and how diligent they are. The table is written by hand
 * so that every state of readiness occurs, "not enough evidence" most often, as in a real organisation.
 */

/** `lakehouse` prepares for the Professional, `platform` for the Associate exam. */
export type DemoCohort = 'lakehouse' | 'platform';

/**
 * What a learner has sat. `scenario`: Scenario S2; `half`: also the first half of the field notes; `running`: is sitting that half
 * now; `ahead`: also the second half, given to them personally; `long ago`: both, but more than 30 days ago.
 */
export type Diligence = 'nothing' | 'scenario' | 'half' | 'running' | 'ahead' | 'long ago';

export interface DemoLearner {
  readonly name: string;
  readonly cohorts: readonly DemoCohort[];
  /** Logits above or below the average. */
  readonly ability: number;
  readonly diligence: Diligence;
  /** Is cut off by the clock in Scenario S2, with the last questions unread. */
  readonly runsOutOfTime?: true;
  /** Sits Scenario S2 a second time. */
  readonly retakes?: true;
  /** Also sits the governance and security check, whose items are partly known by then. */
  readonly checks?: 'finished' | 'running';
  readonly extraTime?: { readonly timeFactor: '1.25' | '1.5'; readonly extraMinutes: number };
}

type Rest = Omit<DemoLearner, 'name' | 'cohorts' | 'ability' | 'diligence'>;

const learner = (
  cohort: DemoCohort,
  name: string,
  ability: number,
  diligence: Diligence,
  rest: Rest = {},
): DemoLearner => ({ name, cohorts: [cohort], ability, diligence, ...rest });

export const DEMO_LEARNERS: readonly DemoLearner[] = [
  learner('lakehouse', 'Adwoa Mensah', 1.8, 'ahead'),
  learner('lakehouse', 'Bartosz Zielinski', 1.7, 'half'),
  learner('lakehouse', 'Chiara Lombardi', 0.9, 'ahead', { retakes: true }),
  learner('lakehouse', 'Dev Raghunathan', 0.6, 'half'),
  learner('lakehouse', 'Eirlys Prosser', 0.3, 'half', { extraTime: { timeFactor: '1.5', extraMinutes: 0 } }),
  learner('lakehouse', 'Farida Haidari', 0.5, 'half', { retakes: true }),
  learner('lakehouse', 'Goran Petrovic', 0, 'half'),
  learner('lakehouse', 'Hye-jin Noh', -0.3, 'half'),
  learner('lakehouse', 'Ibrahim Traore', -0.9, 'half', { retakes: true }),
  learner('lakehouse', 'Jolanta Kazlauskas', 0.4, 'running'),
  learner('lakehouse', 'Kofi Adjei', -0.2, 'running'),
  learner('lakehouse', 'Linnea Dahl', 1.1, 'scenario'),
  learner('lakehouse', 'Mateus Figueira', 0.6, 'scenario'),
  learner('lakehouse', 'Nasrin Golestani', 0.3, 'scenario'),
  learner('lakehouse', 'Oisin Gallagher', 0, 'scenario'),
  learner('lakehouse', 'Paloma Iturbe', -0.1, 'scenario'),
  learner('lakehouse', 'Quentin Lacombe', -0.5, 'scenario'),
  learner('lakehouse', 'Renske Dijkman', -0.7, 'scenario', { runsOutOfTime: true }),
  learner('lakehouse', 'Siosaia Tonga', 0, 'nothing'),
  learner('lakehouse', 'Thandeka Mkhize', 0, 'nothing'),

  learner('platform', 'Valdis Ozols', 2.1, 'half', { checks: 'finished' }),
  learner('platform', 'Wanjiru Kamau', 1.2, 'half', { checks: 'finished' }),
  learner('platform', 'Xiulan Deng', 0.5, 'half'),
  learner('platform', 'Yusuf Demirci', 0.3, 'half', { checks: 'finished' }),
  learner('platform', 'Zuzana Horakova', 0.3, 'half', { checks: 'running' }),
  learner('platform', 'Aroha Ngata', -0.2, 'half', { extraTime: { timeFactor: '1.25', extraMinutes: 10 } }),
  learner('platform', 'Benedikt Auer', -0.8, 'half', { checks: 'finished' }),
  learner('platform', 'Camila Restrepo', 1.3, 'long ago'),
  learner('platform', 'Dieudonne Mbala', 0.4, 'long ago'),
  learner('platform', 'Esperanza Quispe', -0.4, 'long ago'),
  learner('platform', 'Fumiko Arai', 0.9, 'scenario'),
  learner('platform', 'Gwendal Le Goff', 0.2, 'scenario'),
  learner('platform', 'Hamid Yazdani', -0.3, 'scenario'),
  learner('platform', 'Ilse Vandamme', -0.6, 'scenario'),
  learner('platform', 'Jamal Whitfield', 0, 'nothing'),
  learner('platform', 'Keziah Oyelaran', 0, 'nothing'),
  learner('platform', 'Ulrike Stadler', 0, 'nothing'),
  // In both cohorts: every item of Scenario S2 comes a second time.
  { name: 'Lorcan Byrne', cohorts: ['lakehouse', 'platform'], ability: 0.5, diligence: 'scenario' },
];

/** Someone to look after one of the two cohorts only; has no login. */
export const SECOND_INSTRUCTOR = 'Tomasz Wilk';

/** How the person behind the learner's login did in the exam that is finished; the open one is theirs to take. */
export const LOGIN_LEARNER: Pick<DemoLearner, 'cohorts' | 'ability' | 'diligence'> = {
  cohorts: ['lakehouse'],
  ability: -0.2,
  diligence: 'scenario',
};
