import { ROLES, type Role } from '@/lib/domain/access/actor';
import { formatCount, formatList, type Noun } from '@/lib/ui/format';

const NOUNS = {
  owner: { one: 'owner', other: 'owners' },
  admin: { one: 'administrator', other: 'administrators' },
  instructor: { one: 'instructor', other: 'instructors' },
  hr: { one: 'HR partner', other: 'HR partners' },
  learner: { one: 'learner', other: 'learners' },
} as const satisfies Record<Role, Noun>;

/** "28 people: 24 learners, 2 instructors, 1 administrator and 1 owner." */
export function peopleSentence(countByRole: Readonly<Record<Role, number>>): string {
  const total = ROLES.reduce((sum, role) => sum + countByRole[role], 0);
  const parts = ROLES.toReversed()
    .filter((role) => countByRole[role] > 0)
    .map((role) => formatCount(countByRole[role], NOUNS[role]));
  return `${formatCount(total, { one: 'person', other: 'people' })}: ${formatList(parts)}.`;
}
