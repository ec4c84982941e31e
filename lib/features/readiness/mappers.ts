import 'server-only';
import { setImmediate } from 'node:timers/promises';
import { pageOf } from '@/lib/domain/kernel/page';
import { epochMsToWallTime } from '@/lib/domain/kernel/zoned-time';
import { personLabels } from '@/lib/domain/people/person-labels';
import {
  assessReadiness,
  READINESS_STATES,
  type Readiness,
  type ReadinessState,
} from '@/lib/domain/readiness/assess-readiness';
import { wholeChance } from '@/lib/domain/readiness/chance-text';
import { passStatement } from '@/lib/domain/readiness/pass-statement';
import { MAXIMUM_AGE_DAYS } from '@/lib/domain/readiness/readiness-rules';
import { READINESS_STATE_NAMES, resultsCheckText } from '@/lib/domain/readiness/readiness-sentence';
import {
  type CertificationReadiness,
  type CohortGroup,
  type ExamBasis,
  type GroupFigures,
  MINIMUM_GROUP,
  type PersonReadiness,
  type ReadinessFilter,
  type ReadinessPage,
  type StateCounts,
} from './contract';

export interface BlueprintRow {
  certification_id: string;
  certification_name: string;
  blueprint_version_id: string;
  label: string;
  question_count: number;
  minutes: number;
  cut_percent: number;
  cut_source: string;
  as_of: Date;
}
interface DomainJson {
  domainId: string;
  name: string;
  weightPercent: number;
  answered: number;
  omitted: number;
  notReached: number;
  correct: number;
  lastAt: string | null;
}
export interface EvidenceRow {
  certification_id: string;
  blueprint_version_id: string;
  membership_id: string;
  display_name: string;
  simulated: boolean;
  email: string;
  external_id: string | null;
  left_at: Date | null;
  found: boolean;
  /** In the order of the blueprint. */
  domains: DomainJson[];
}
export interface CohortRow {
  id: string;
  name: string;
  archived: boolean;
  members: string[];
}

const MS_PER_DAY = 86_400_000;
/** A forecast costs a few milliseconds; after this many the exams on the same process get a turn. */
const PEOPLE_PER_TURN = 8;
const REMEMBERED = 20_000;
const PEOPLE_PER_PAGE = 50;

/**
 * Statements made before, by the counts that they follow from. Most people answer nothing between two looks at the page.
 * The key begins with the blueprint's id, which belongs to one organisation, and a statement names nobody.
 */
const remembered = new Map<string, Readiness>();

function assess(blueprint: BlueprintRow, row: EvidenceRow, nowMs: number): Readiness {
  const newestMs = newestOf(row);
  const ageDays = newestMs === null ? null : Math.max(0, (nowMs - newestMs) / MS_PER_DAY);
  const age = ageDays === null ? 'none' : `${Math.floor(ageDays)}${ageDays > MAXIMUM_AGE_DAYS ? '!' : ''}`;
  const counts = row.domains.map(
    ({ domainId, correct, answered, omitted, notReached }) =>
      `${domainId}:${correct}/${answered}+${omitted}+${notReached}`,
  );
  const key = [blueprint.blueprint_version_id, age, ...counts].join(' ');
  const before = remembered.get(key);
  if (before) return before;
  const readiness = assessReadiness({
    nowMs,
    questionCount: blueprint.question_count,
    cutPercent: blueprint.cut_percent,
    domains: row.domains.map(({ domainId, name, weightPercent, lastAt, notReached, ...firstExposure }) => ({
      domainId,
      name,
      weightPercent,
      firstExposure,
      notReached,
      lastAnsweredAtMs: lastAt === null ? null : Date.parse(lastAt),
    })),
  });
  const oldest = remembered.size >= REMEMBERED ? remembered.keys().next().value : undefined;
  if (oldest !== undefined) remembered.delete(oldest);
  remembered.set(key, readiness);
  return readiness;
}

function newestOf(row: EvidenceRow): number | null {
  const moments = row.domains.flatMap(({ lastAt }) => (lastAt === null ? [] : [Date.parse(lastAt)]));
  return moments.length === 0 ? null : Math.max(...moments);
}

async function toPeople(
  blueprint: BlueprintRow,
  evidence: readonly EvidenceRow[],
  cohorts: readonly CohortRow[],
  nowMs: number,
): Promise<PersonReadiness[]> {
  const people: PersonReadiness[] = [];
  const labels = personLabels(
    evidence.map((row) => ({ id: row.membership_id, name: row.display_name, address: row.email })),
  );
  const members = cohorts.map((cohort) => ({ id: cohort.id, ids: new Set(cohort.members) }));
  for (const [index, row] of evidence.entries()) {
    if (index % PEOPLE_PER_TURN === PEOPLE_PER_TURN - 1) await setImmediate();
    const newestMs = newestOf(row);
    people.push({
      membershipId: row.membership_id,
      name: row.display_name,
      label: labels.get(row.membership_id) ?? row.display_name,
      email: row.email,
      externalId: row.external_id,
      leftAt: row.left_at,
      simulated: row.simulated,
      readiness: assess(blueprint, row, nowMs),
      newestAnswerAt: newestMs === null ? null : new Date(newestMs),
      cohortIds: members.filter(({ ids }) => ids.has(row.membership_id)).map(({ id }) => id),
    });
  }
  return people;
}

const toBasis = (row: BlueprintRow): ExamBasis => ({
  certificationId: row.certification_id,
  certificationName: row.certification_name,
  blueprintLabel: row.label,
  questionCount: row.question_count,
  minutes: row.minutes,
  cutPercent: row.cut_percent,
  cutSource: row.cut_source,
  asOf: row.as_of,
});

function toFigures(people: readonly PersonReadiness[]): GroupFigures {
  const left = people.filter(({ leftAt }) => leftAt !== null).length;
  if (people.length < MINIMUM_GROUP) return { people: people.length, left, counts: null };
  const counts = Object.fromEntries(
    READINESS_STATES.map((state) => [
      state,
      people.filter((person) => person.readiness.state === state).length,
    ]),
  ) as StateCounts;
  return { people: people.length, left, counts };
}

export async function toCertificationReadiness(
  blueprints: readonly BlueprintRow[],
  evidence: readonly EvidenceRow[],
  nowMs: number,
): Promise<readonly CertificationReadiness[]> {
  const certifications: CertificationReadiness[] = [];
  for (const blueprint of blueprints) {
    const rows = evidence.filter((row) => row.certification_id === blueprint.certification_id);
    certifications.push({
      basis: toBasis(blueprint),
      group: toFigures(await toPeople(blueprint, rows, [], nowMs)),
    });
  }
  return certifications;
}

/** Who needs something stands first; inside a state by name, because this is no ranking of people. */
const ORDER: readonly ReadinessState[] = [
  'unlikely',
  'borderline',
  'outOfDate',
  'notEnoughEvidence',
  'notStarted',
  'likely',
];

export async function toReadinessPage(
  blueprint: BlueprintRow & { readonly time_zone: string },
  evidence: readonly EvidenceRow[],
  cohorts: readonly CohortRow[],
  filter: ReadinessFilter,
  nowMs: number,
): Promise<ReadinessPage> {
  const everyone = await toPeople(blueprint, evidence, cohorts, nowMs);
  const found = new Set(evidence.flatMap((row) => (row.found ? [row.membership_id] : [])));
  const people = everyone
    .filter(({ membershipId }) => found.has(membershipId))
    .filter(({ readiness }) => !filter.state || readiness.state === filter.state)
    .filter(({ cohortIds }) => !filter.cohort || cohortIds.includes(filter.cohort))
    .sort((a, b) => ORDER.indexOf(a.readiness.state) - ORDER.indexOf(b.readiness.state));
  return {
    basis: toBasis(blueprint),
    group: toFigures(everyone),
    cohorts: cohorts.map(({ id, name, archived }) => ({ id, name, archived })),
    cohortGroups: toCohortGroups(cohorts, everyone),
    people,
    listed: pageOf(people, filter.page ?? 1, PEOPLE_PER_PAGE),
    readAt: new Date(nowMs),
    timeZone: blueprint.time_zone,
  };
}

/**
 * One line per cohort; those under the minimum are put together into one. When a single small cohort would remain, its figures
 * could be had by subtraction, so the next smallest joins it.
 */
function toCohortGroups(
  cohorts: readonly CohortRow[],
  everyone: readonly PersonReadiness[],
): readonly CohortGroup[] {
  const inCohort = (ids: readonly string[]) =>
    everyone.filter(({ cohortIds }) => cohortIds.some((id) => ids.includes(id)));
  const bySize = [...cohorts].sort((a, b) => inCohort([a.id]).length - inCohort([b.id]).length);
  const merged: CohortRow[] = [];
  for (const cohort of bySize) {
    const isSmall = inCohort([cohort.id]).length < MINIMUM_GROUP;
    const needsMore = merged.length > 0 && inCohort(merged.map(({ id }) => id)).length < MINIMUM_GROUP;
    if (isSmall || needsMore) merged.push(cohort);
  }
  const own = cohorts.filter((cohort) => !merged.includes(cohort));
  const groups: CohortGroup[] = own.map((cohort) => ({
    cohortId: cohort.id,
    name: cohort.name,
    figures: toFigures(inCohort([cohort.id])),
  }));
  if (merged.length === 0) return groups;
  const name = merged.map((cohort) => cohort.name).join(', ');
  return [...groups, { cohortId: null, name, figures: toFigures(inCohort(merged.map(({ id }) => id))) }];
}

export const EXPORT_HEADER = [
  'Person id',
  'Person',
  'Address',
  'External id',
  'Cohort',
  'Left on',
  'State code',
  'State',
  'Statement',
  'Chance to pass, %',
  'Range from, %',
  'Range to, %',
  'First-time answers',
  'Left blank',
  'Not reached',
  'Expected right answers',
  'Needed',
  'Questions',
  'Newest answer',
  'Certification',
  'Blueprint',
  'Cut, %',
  'Cut source',
  'Rules',
  'Checked',
  'As of',
  'Time zone',
  'Simulated',
] as const;

/**
 * The rows of an export, in the order of the page, each complete in itself: rows get separated from their file. Moments are what a
 * clock on the wall of the organisation showed (ISO 8601), with the zone in a column of its own, so that spreadsheets take
 * them for dates.
 */
export function toExportRows(page: ReadinessPage): (string | number | null)[][] {
  const { people, cohorts, basis, readAt, timeZone } = page;
  const wall = (moment: Date | null) => moment && epochMsToWallTime(moment.getTime(), timeZone);
  return people.map((person) => {
    const { readiness } = person;
    const forecast = 'forecast' in readiness ? readiness.forecast : null;
    const chance = forecast && wholeChance(forecast);
    return [
      person.membershipId,
      person.name,
      person.email,
      person.externalId,
      cohorts
        .filter(({ id }) => person.cohortIds.includes(id))
        .map(({ name }) => name)
        .join('; '),
      wall(person.leftAt),
      readiness.state,
      READINESS_STATE_NAMES[readiness.state],
      passStatement(readiness),
      chance?.percent ?? null,
      chance?.low ?? null,
      chance?.high ?? null,
      readiness.answered,
      readiness.omitted,
      readiness.notReached,
      forecast && Math.round(forecast.expectedScore),
      forecast?.passMark ?? null,
      forecast?.questionCount ?? null,
      wall(person.newestAnswerAt),
      basis.certificationName,
      basis.blueprintLabel,
      basis.cutPercent,
      basis.cutSource,
      readiness.rules,
      resultsCheckText(readiness.check),
      wall(readAt),
      timeZone,
      person.simulated ? 'yes' : 'no',
    ];
  });
}
