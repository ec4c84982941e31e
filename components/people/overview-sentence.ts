import { DRAFT_DAYS, INVITATION_HOURS } from '@/lib/domain/kernel/limits';
import type { OverviewView } from '@/lib/features/organisation/contract';
import { formatCount, formatPercent } from '@/lib/ui/format';
import { paths, withQuery } from '@/lib/ui/paths';

/** One thing that waits for somebody, with the way there. */
export interface Decision {
  readonly what: string;
  readonly why: string;
  readonly href: string;
  readonly act: string;
}

const CERTIFICATIONS = { one: 'more certification', other: 'more certifications' } as const;
const QUESTIONS = { one: 'question', other: 'questions' } as const;
const REPORTS = { one: 'report needs', other: 'reports need' } as const;
const IMPORTS = { one: 'import is', other: 'imports are' } as const;
const LEARNERS = { one: 'learner', other: 'learners' } as const;
const COHORTS = { one: 'cohort', other: 'cohorts' } as const;
const INVITED = { one: 'invited person has', other: 'invited people have' } as const;

function gapDecisions({ gaps, gapTotal }: OverviewView): Decision[] {
  const named = gaps.map(({ certificationId, certificationName, domains }) => {
    const weightPercent = domains.reduce((sum, domain) => sum + domain.weightPercent, 0);
    const first = domains[0]?.name ?? '';
    const others =
      domains.length > 1
        ? ` and ${formatCount(domains.length - 1, { one: 'other domain', other: 'other domains' })}`
        : '';
    return {
      what: `${first}${others}: no questions`,
      why: `${formatPercent(weightPercent)} of ${certificationName} can be neither practised nor judged.`,
      href: paths.certification(certificationId),
      act: 'Show coverage',
    };
  });
  return gapTotal > gaps.length ? [...named, furtherGaps(gapTotal - gaps.length)] : named;
}

const furtherGaps = (count: number): Decision => ({
  what: `${formatCount(count, CERTIFICATIONS)} with a domain without questions`,
  why: 'Each shows on its page what your banks don’t cover yet.',
  href: paths.certifications,
  act: 'Show certifications',
});

/** The sentence for one thing or for several. */
const saying = (count: number, one: string, other: string): string => (count === 1 ? one : other);

/** Until when those who were invited can follow their links, and what to do when they can't. */
function invitationWords(invited: number, ended: number): string {
  if (ended === 0)
    return saying(
      invited,
      `The link still works; a link does so for ${INVITATION_HOURS} hours.`,
      `Their links still work; a link does so for ${INVITATION_HOURS} hours.`,
    );
  const whose =
    invited === 1
      ? 'The link has ended.'
      : ended === invited
        ? 'Their links have ended.'
        : `${formatCount(ended, { one: 'of their links has', other: 'of their links have' })} ended.`;
  return `${whose} Make a new one on the page of the person.`;
}

function stateDecisions({ counts, bankToSort }: OverviewView): (Decision | null)[] {
  return [
    counts.openReport > 0
      ? {
          what: `${formatCount(counts.openReport, REPORTS)} an answer`,
          why: 'Learners say that something is wrong with a question, and wait to hear what comes of it.',
          href: paths.reports,
          act: 'Show reports',
        }
      : null,
    counts.importDraft > 0
      ? {
          what: `${formatCount(counts.importDraft, IMPORTS)} unfinished`,
          why: `Nothing of a draft is in a bank yet, and it is kept for ${DRAFT_DAYS} days after its last change.`,
          href: paths.imports,
          act: 'Show imports',
        }
      : null,
    counts.itemInReview > 0
      ? {
          what: `${formatCount(counts.itemInReview, QUESTIONS)} in review`,
          why: saying(
            counts.itemInReview,
            'Nobody has approved it or sent it back yet.',
            'Nobody has approved them or sent them back yet.',
          ),
          href: paths.banks,
          act: 'Open banks',
        }
      : null,
    counts.itemWithoutTopic > 0
      ? {
          what: `${formatCount(counts.itemWithoutTopic, QUESTIONS)} without a topic`,
          why: saying(
            counts.itemWithoutTopic,
            'It counts for no domain and shows in no weakness until it gets one.',
            'They count for no domain and show in no weakness until they get one.',
          ),
          href: bankToSort ? paths.bank(bankToSort.id) : paths.banks,
          act: bankToSort ? `Open ${bankToSort.name}` : 'Open banks',
        }
      : null,
    counts.learnerWithoutCohort > 0
      ? {
          what: `${formatCount(counts.learnerWithoutCohort, LEARNERS)} in no cohort`,
          why: 'Exams of a cohort don’t reach them, and no instructor sees their evidence.',
          href: withQuery(paths.people, { role: 'no_cohort' }),
          act: 'Show who',
        }
      : null,
    counts.cohortWithoutStaff > 0
      ? {
          what: `${formatCount(counts.cohortWithoutStaff, COHORTS)} without an instructor`,
          why: saying(
            counts.cohortWithoutStaff,
            'Nobody but administrators sees how its people do.',
            'Nobody but administrators sees how their people do.',
          ),
          href: paths.cohorts,
          act: 'Show cohorts',
        }
      : null,
    counts.invited > 0
      ? {
          what: `${formatCount(counts.invited, INVITED)} not joined yet`,
          why: invitationWords(counts.invited, counts.invitationEnded),
          href: withQuery(paths.people, { role: 'invited' }),
          act: 'Show who',
        }
      : null,
  ];
}

/** Everything that needs a decision, the gaps of exams first: they take longest to close. */
export const decisionsOf = (overview: OverviewView): Decision[] => [
  ...gapDecisions(overview),
  ...stateDecisions(overview).filter((decision) => decision !== null),
];

/** The one sentence of the page. */
export function overviewSentence(overview: OverviewView, decisionCount: number): string {
  const { item, bank, person } = overview.counts;
  if (item === 0) return 'There are no questions yet. Import a first bank to begin.';
  const stock = `${formatCount(item, QUESTIONS)} in ${formatCount(bank, { one: 'bank', other: 'banks' })} for ${formatCount(person, { one: 'person', other: 'people' })}`;
  if (decisionCount === 0) return `${stock}. Nothing waits for a decision.`;
  const things = formatCount(decisionCount, { one: 'thing waits', other: 'things wait' });
  return `${stock}. ${things} for a decision.`;
}
