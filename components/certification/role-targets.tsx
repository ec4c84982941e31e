import { ActionButton } from '@/components/forms/action-button';
import { Section } from '@/components/ui/page-header';
import { closeRoleTarget, openRoleTarget } from '@/lib/features/target/actions';
import type { RoleTarget } from '@/lib/features/target/contract';
import { formatCount, formatNumber } from '@/lib/ui/format';
import { ROLE_WORDS } from '@/lib/ui/role-words';

const PEOPLE = { one: 'person', other: 'people' } as const;

/** Who prepares because of their role: for each role how many people that is, and what saying so or ending it would do. */
export function RoleTargetsSection({
  certificationId,
  roles,
}: {
  certificationId: string;
  roles: readonly RoleTarget[];
}) {
  return (
    <Section
      title="Who prepares by role"
      description="Everybody with the role counts as preparing, whoever gets it later too. Ending it leaves those who prepare with a cohort or by hand, and can be taken back."
    >
      <ul className="flex flex-col divide-y divide-line border-y border-line">
        {roles.map((each) => (
          <li key={each.role} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
            <div className="flex min-w-0 flex-col">
              <span className="font-semibold">{ROLE_WORDS[each.role].name}</span>
              <span className="text-14 text-muted">{roleSentence(each)}</span>
            </div>
            {each.open || each.people > 0 ? (
              <ActionButton
                key={String(each.open)}
                action={each.open ? closeRoleTarget : openRoleTarget}
                fields={{ certificationId, role: each.role }}
                pendingLabel={each.open ? 'Ending' : 'Opening'}
                label={`for the role ${ROLE_WORDS[each.role].name}`}
              >
                {each.open
                  ? `End for ${formatCount(each.closes, PEOPLE)}`
                  : `Let ${each.people === 1 ? '' : 'all '}${formatCount(each.people, PEOPLE)} prepare`}
              </ActionButton>
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** What is so, and what the button beside it would do. */
function roleSentence({ open, people, preparing, opens, closes }: RoleTarget): string {
  if (open) {
    const here = `Everybody with this role prepares: ${formatNumber(preparing)} of ${formatCount(people, PEOPLE)} now.`;
    return `${here} Ending it closes ${formatCount(closes, { one: 'target', other: 'targets' })}.`;
  }
  if (people === 0) return 'Nobody has this role.';
  const before = `${formatNumber(preparing)} of ${formatCount(people, PEOPLE)} prepare`;
  return `${before}; this would add ${formatNumber(opens)}.`;
}
