import type { Actor } from '@/lib/domain/access/actor';
import { can } from '@/lib/domain/access/policy';
import { paths } from './paths';

export interface Destination {
  readonly href: string;
  readonly label: string;
  /** Further addresses that belong to it, besides those below its own. */
  readonly covers?: readonly string[];
}

/** Where the working day of this person begins. */
export function homePathOf(actor: Actor): string {
  if (can(actor, 'person:manage')) return paths.admin;
  if (can(actor, 'evidence:read')) return paths.teach;
  if (can(actor, 'readiness:read')) return paths.hr;
  return paths.learn;
}

/** The navigation of this person: what they may open, in the order of their work. */
export function destinationsOf(actor: Actor): readonly Destination[] {
  const administers = can(actor, 'person:manage');
  const teaches = can(actor, 'evidence:read');
  const entries: readonly (Destination & { readonly open: boolean })[] = [
    { href: paths.admin, label: 'Overview', open: administers },
    // Those who only teach begin with the weaknesses; those who administer with what came in.
    { href: paths.teach, label: 'Weaknesses', open: teaches && !administers },
    {
      href: paths.exams,
      label: 'Exams',
      covers: ['/teach/assignments'],
      open: can(actor, 'exam:manage') && !administers,
    },
    {
      href: paths.banks,
      label: 'Banks',
      covers: ['/admin/items', '/admin/key-corrections'],
      open: can(actor, 'bank:read'),
    },
    { href: paths.reports, label: 'Reports', open: can(actor, 'report:handle') },
    { href: paths.imports, label: 'Imports', open: can(actor, 'import:manage') },
    { href: paths.people, label: 'People', open: administers },
    { href: paths.cohorts, label: 'Cohorts', open: can(actor, 'cohort:manage') },
    {
      href: paths.exams,
      label: 'Exams',
      covers: ['/teach/assignments'],
      open: can(actor, 'exam:manage') && administers,
    },
    { href: paths.teach, label: 'Weaknesses', open: teaches && administers },
    { href: paths.hr, label: 'Readiness', open: can(actor, 'readiness:read') },
    { href: paths.certifications, label: 'Certifications', open: can(actor, 'certification:manage') },
    { href: paths.organisation, label: 'Organisation', open: can(actor, 'organisation:manage') },
    { href: paths.learn, label: 'My exams', open: homePathOf(actor) === paths.learn },
  ];
  return entries.filter(({ open }) => open).map(({ open: _open, ...destination }) => destination);
}

/** A long navigation needs more room before it is a row; a short one has it from the usual width on. */
export const isLongNavigation = (destinations: readonly unknown[]): boolean => destinations.length > 5;
