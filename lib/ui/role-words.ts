import type { Role } from '@/lib/domain/access/actor';

/** What a role is called, and in a sentence what it may do. */
export const ROLE_WORDS = {
  owner: { name: 'Owner', does: 'Everything, including who else is an owner.' },
  admin: { name: 'Administrator', does: 'Banks, imports, people, cohorts and certifications.' },
  instructor: { name: 'Instructor', does: 'Exams and evidence of the cohorts they look after.' },
  hr: { name: 'HR', does: 'Readiness only: no questions, keys or answers.' },
  learner: { name: 'Learner', does: 'Takes the exams that are assigned.' },
} as const satisfies Record<Role, { name: string; does: string }>;
