/** Every address of the product. Ids are encoded, so that a strange one can't leave its segment. */
const segment = (id: string): string => encodeURIComponent(id);

export const paths = {
  home: '/',
  signIn: '/sign-in',
  join: (token: string) => `/join/${segment(token)}`,
  reset: (token: string) => `/reset/${segment(token)}`,
  /** For a page whose organisation or person has changed under it. */
  elsewhere: '/elsewhere',
  noOrganisation: '/no-organisation',
  help: '/help',
  account: '/account',
  /** Where the sign-out form is posted to. */
  signOut: '/api/v1/session/end',
  answerSeal: '/api/v1/session/seal',
  gallery: '/gallery',

  learn: '/learn',
  ownReports: '/learn/reports',
  learnAssignment: (id: string) => `/learn/assignments/${segment(id)}`,
  /** Posted to by the start card. */
  startAttempt: (assignmentId: string) => `/api/v1/assignments/${segment(assignmentId)}/attempts`,
  attempt: (id: string) => `/attempts/${segment(id)}`,
  attemptReceipt: (id: string) => `/attempts/${segment(id)}/receipt`,
  attemptResults: (id: string) => `/attempts/${segment(id)}/results`,

  teach: '/teach',
  teachCohort: (id: string) => `/teach/cohorts/${segment(id)}`,
  teachTopic: (cohortId: string, topicId: string) =>
    `/teach/cohorts/${segment(cohortId)}/topics/${segment(topicId)}`,
  teachItem: (cohortId: string, itemId: string) =>
    `/teach/cohorts/${segment(cohortId)}/items/${segment(itemId)}`,
  exams: '/teach/exams',
  newExam: '/teach/exams/new',
  exam: (id: string) => `/teach/exams/${segment(id)}`,
  assignExam: (id: string) => `/teach/exams/${segment(id)}/assign`,
  assignment: (id: string) => `/teach/assignments/${segment(id)}`,

  admin: '/admin',
  organisation: '/admin/organisation',
  people: '/admin/people',
  person: (id: string) => `/admin/people/${segment(id)}`,
  cohorts: '/admin/cohorts',
  cohort: (id: string) => `/admin/cohorts/${segment(id)}`,
  banks: '/admin/banks',
  bank: (id: string) => `/admin/banks/${segment(id)}`,
  bankBalance: (id: string) => `/admin/banks/${segment(id)}/balance`,
  bankHistory: (id: string) => `/admin/banks/${segment(id)}/history`,
  bankExport: (id: string) => `/admin/banks/${segment(id)}/export`,
  /** The file itself; format and filter go into the query. */
  bankFile: (id: string) => `/api/v1/banks/${segment(id)}/export`,
  item: (id: string) => `/admin/items/${segment(id)}`,
  newItem: (bankId: string) => `/admin/banks/${segment(bankId)}/items/new`,
  editItem: (id: string) => `/admin/items/${segment(id)}/edit`,
  itemVersions: (id: string) => `/admin/items/${segment(id)}/versions`,
  itemKey: (id: string) => `/admin/items/${segment(id)}/key`,
  reports: '/admin/reports',
  report: (id: string) => `/admin/reports/${segment(id)}`,
  keyCorrection: (id: string) => `/admin/key-corrections/${segment(id)}`,
  imports: '/admin/imports',
  newImport: '/admin/imports/new',
  import: (id: string) => `/admin/imports/${segment(id)}`,
  importKeyChanges: (id: string) => `/admin/imports/${segment(id)}/key-changes`,
  mediaUpload: '/api/v1/media',
  importDraft: (id: string) => `/admin/imports/drafts/${segment(id)}`,
  /** A picture of an unfinished import. */
  draftPicture: (draftId: string, sha256: string) =>
    `/api/v1/imports/drafts/${segment(draftId)}/media/${segment(sha256)}`,
  /** The questions that were left out, as a file. */
  rejectedQuestions: (id: string) => `/api/v1/imports/${segment(id)}/rejected`,
  /** A stored picture, by the SHA-256 of its bytes. */
  media: (sha256: string) => `/api/v1/media/${segment(sha256)}`,
  certifications: '/admin/certifications',
  newCertification: '/admin/certifications/new',
  certification: (id: string) => `/admin/certifications/${segment(id)}`,
  correctBlueprint: (id: string) => `/admin/certifications/${segment(id)}/correct`,

  hr: '/readiness',
  readinessCertification: (id: string) => `/readiness/${segment(id)}`,
} as const;

/** A path with its query; values that are null, undefined or empty are left out, so that URLs stay short and equal. */
export function withQuery(
  path: string,
  query: Readonly<Record<string, string | number | null | undefined>>,
): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}
