/** What the big organisation holds; more of everything than one page shows. */
export const BIG = {
  people: 5000,
  instructors: 60,
  hr: 10,
  admins: 10,
  cohorts: 70,
  archivedCohorts: 6,
  /** One of them with most questions. */
  banks: 60,
  poolItems: 400,
  bankItems: 20,
  /** Of 120. */
  mappedTopics: 36,
  exams: 300,
  archivedExams: 60,
  examItems: 15,
  assignments: 320,
  /** For the person who signs in as a learner. */
  ownAssignments: 70,
  attempts: 2000,
  reports: 120,
  imports: 70,
} as const;
