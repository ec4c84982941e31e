import 'server-only';
import { setImmediate } from 'node:timers/promises';
import type { DomainWeight } from '@/lib/domain/blueprint/domain-weight';
import type { Page } from '@/lib/domain/kernel/page';
import { epochMsToWallTime } from '@/lib/domain/kernel/zoned-time';
import { personLabels } from '@/lib/domain/people/person-labels';
import {
  assessReadiness,
  type Readiness,
  type ReadinessState,
  STATES_OF_FEW,
} from '@/lib/domain/readiness/assess-readiness';
import { wholeChance } from '@/lib/domain/readiness/chance-text';
import { type CountedPeople, cohortGroups, groupFigures } from '@/lib/domain/readiness/group-figures';
import { passStatement } from '@/lib/domain/readiness/pass-statement';
import { MAXIMUM_AGE_DAYS } from '@/lib/domain/readiness/readiness-rules';
import { READINESS_STATE_NAMES, resultsCheckText } from '@/lib/domain/readiness/readiness-sentence';
import type {
  CertificationReadiness,
  ExamBasis,
  PersonReadiness,
  ReadinessFilter,
  ReadinessPage,
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
  /** In the order of the blueprint. */
  domains: DomainWeight[] | null;
}
export interface CertificationRow {
  time_zone: string;
  cohorts: { id: string; name: string; archived: boolean }[];
}
/** By domain; none for a domain that somebody has met no question of. */
type Sums = Record<
  string,
  { answered: number; omitted: number; notReached: number; correct: number; lastAt: string | null }
> | null;
/** Somebody whose answers have to be looked at, or people of whom their number says enough. */
export interface PeopleRow {
  certification_id: string;
  membership_id: string | null;
  /** A place in FEW_ANSWERS. */
  few: number | null;
  has_left: boolean;
  cohort_ids: string[];
  people: number;
  /** How many of them the words find. */
  found: number;
  sums: Sums;
}
export interface PersonRow {
  membership_id: string;
  cohort_ids: string[];
  sums: Sums;
  /** Nobody else who prepares has this name. */
  alone: boolean;
  display_name: string;
  email: string;
  external_id: string | null;
  simulated: boolean;
  left_at: Date | null;
}

/** Below the last of these, the number of somebody's answers gives their state. */
export const FEW_ANSWERS = STATES_OF_FEW.map(({ below }) => below);

const MS_PER_DAY = 86_400_000;
/** A forecast costs a few milliseconds; after this many the exams on the same process get a turn. */
const PEOPLE_PER_TURN = 8;
const REMEMBERED = 20_000;

/**
 * Statements made before, by the counts that they follow from. Most people answer nothing between two looks at the page.
 * The key begins with the blueprint's id, which belongs to one organisation, and a statement names nobody.
 */
const remembered = new Map<string, Readiness>();

function assess(blueprint: BlueprintRow, sums: Sums, nowMs: number): Readiness {
  const newestMs = newestOf(sums);
  const ageDays = newestMs === null ? null : Math.max(0, (nowMs - newestMs) / MS_PER_DAY);
  const age = ageDays === null ? 'none' : `${Math.floor(ageDays)}${ageDays > MAXIMUM_AGE_DAYS ? '!' : ''}`;
  const domains = (blueprint.domains ?? []).map((domain) => ({
    ...domain,
    ...(sums?.[domain.domainId] ?? { answered: 0, omitted: 0, notReached: 0, correct: 0, lastAt: null }),
  }));
  const counts = domains.map(
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
    domains: domains.map(({ domainId, name, weightPercent, lastAt, notReached, ...firstExposure }) => ({
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

function newestOf(sums: Sums): number | null {
  const moments = Object.values(sums ?? {}).flatMap(({ lastAt }) =>
    lastAt === null ? [] : [Date.parse(lastAt)],
  );
  return moments.length === 0 ? null : Math.max(...moments);
}

/** People of one state and, where that had to be worked out for somebody, who it is. */
interface Group extends CountedPeople {
  readonly membershipId: string | null;
  readonly found: number;
}

/** Gives everybody who is counted a state. */
export async function toGroups(
  blueprint: BlueprintRow,
  rows: readonly PeopleRow[],
  nowMs: number,
): Promise<readonly Group[]> {
  const groups: Group[] = [];
  for (const [index, row] of rows.entries()) {
    if (index % PEOPLE_PER_TURN === PEOPLE_PER_TURN - 1) await setImmediate();
    const few = row.few === null ? undefined : STATES_OF_FEW[row.few];
    groups.push({
      state: few?.state ?? assess(blueprint, row.sums, nowMs).state,
      membershipId: row.membership_id,
      cohortIds: row.cohort_ids,
      hasLeft: row.has_left,
      people: row.people,
      found: row.found,
    });
  }
  return groups;
}

/** Where in the list those stand whom a filter finds, and how many of them there are. */
export function partOf(groups: readonly Group[], filter: ReadinessFilter, pageSize: number) {
  const rankOf = (state: ReadinessState): number | null =>
    filter.state && filter.state !== state ? null : ORDER.indexOf(state);
  const listed = groups.filter(
    ({ state, cohortIds, found }) =>
      found > 0 && rankOf(state) !== null && (!filter.cohort || cohortIds.includes(filter.cohort)),
  );
  const alone = listed.filter(({ membershipId }) => membershipId !== null);
  const total = listed.reduce((sum, { found }) => sum + found, 0);
  const wanted = filter.page ?? 1;
  return {
    total,
    // A page behind the end shows the beginning, as in every list.
    page: (wanted - 1) * pageSize < total ? wanted : 1,
    rank: {
      ids: alone.map(({ membershipId }) => membershipId),
      ranks: alone.map(({ state }) => rankOf(state)),
      few: STATES_OF_FEW.map(({ state }) => rankOf(state)),
    },
  };
}

function toPeople(
  blueprint: BlueprintRow,
  rows: readonly PersonRow[],
  nowMs: number,
): readonly PersonReadiness[] {
  // Those of one name may stand on different pages.
  const labels = personLabels(
    rows.flatMap((row) => {
      const person = { id: row.membership_id, name: row.display_name, address: row.email };
      return row.alone ? [person] : [person, { id: `namesake of ${person.id}`, name: person.name }];
    }),
  );
  return rows.map((row) => {
    const newestMs = newestOf(row.sums);
    return {
      membershipId: row.membership_id,
      name: row.display_name,
      label: labels.get(row.membership_id) ?? row.display_name,
      email: row.email,
      externalId: row.external_id,
      leftAt: row.left_at,
      simulated: row.simulated,
      readiness: assess(blueprint, row.sums, nowMs),
      newestAnswerAt: newestMs === null ? null : new Date(newestMs),
      cohortIds: row.cohort_ids,
    };
  });
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

export async function toCertificationReadiness(
  blueprints: readonly BlueprintRow[],
  people: readonly PeopleRow[],
  nowMs: number,
): Promise<readonly CertificationReadiness[]> {
  const certifications: CertificationReadiness[] = [];
  for (const blueprint of blueprints) {
    const rows = people.filter((row) => row.certification_id === blueprint.certification_id);
    certifications.push({
      basis: toBasis(blueprint),
      group: groupFigures(await toGroups(blueprint, rows, nowMs)),
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

export function toReadinessPage(
  blueprint: BlueprintRow & CertificationRow,
  everyone: readonly Group[],
  listed: Page<PersonRow>,
  nowMs: number,
): ReadinessPage {
  const { page, pageSize, total } = listed;
  return {
    basis: toBasis(blueprint),
    group: groupFigures(everyone),
    cohorts: blueprint.cohorts,
    cohortGroups: cohortGroups(blueprint.cohorts, everyone),
    listed: { rows: toPeople(blueprint, listed.rows, nowMs), page, pageSize, total },
    readAt: new Date(nowMs),
    timeZone: blueprint.time_zone,
  };
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
  const { listed, cohorts, basis, readAt, timeZone } = page;
  const wall = (moment: Date | null) => moment && epochMsToWallTime(moment.getTime(), timeZone);
  return listed.rows.map((person) => {
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
