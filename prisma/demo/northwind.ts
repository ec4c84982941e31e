import { addStaff, createCohort } from '@/lib/features/cohort/commands';
import { loadFormSource } from '@/lib/features/exam/data';
import { setAccommodation } from '@/lib/features/people/commands';
import { recordAudit } from '@/lib/infra/audit';
import { inTransaction } from '@/lib/infra/db/tenant';
import type { MemberScope, TenantScope } from '@/lib/infra/tenant-scope';
import { DEMO_ORGANISATIONS } from '@/lib/ui/demo-people';
import { assignDemoExams } from './assign-exams';
import { adopt, createDemoExams, type DemoItem, demoItems, importPost, mapDemoTopics } from './content';
import { MISKEYED_ITEM, mistakeKey, putKeyRight } from './correct-key';
import { DEMO_LEARNERS, type DemoCohort, LOGIN_LEARNER, SECOND_INSTRUCTOR } from './learners';
import { writeNewItems } from './new-items';
import {
  addSimulatedPeople,
  backdate,
  createDemoOrganisation,
  type DemoOrganisation,
  mustSucceed,
  scopeOfMember,
} from './organisation';
import { type Participant, planAllSittings } from './plan-sittings';
import { answerReport, discussDoubtfulItem, sendReport } from './reports';
import { markSeeded } from './seed-state';
import { DOUBTFUL_ITEM } from './simulate-answers';
import type { DemoExam } from './sittings';
import { writeSittings } from './write-sittings';

const TIME_ZONE = 'Europe/Berlin';
const ADDRESSES = 'northwind.example.com';
/** The story begins so many days ago. */
const STORY_DAYS = 70;
const DAY_MS = 86_400_000;
/** Who reported the wrong key as well, and a question of Scenario S2 that says too little. */
const SECOND_REPORTER = 'Chiara Lombardi';
const UNCLEAR_ITEM = 30;

/** The organisation in which everything can be seen. Its last step writes the mark of a finished seed. */
export async function seedNorthwind(nowMs: number, report: (line: string) => void): Promise<void> {
  const organisation = await createDemoOrganisation({
    name: DEMO_ORGANISATIONS.main,
    slug: 'northwind-data',
    timeZone: TIME_ZONE,
  });
  const { scope, as } = organisation;
  const since = new Date(nowMs - STORY_DAYS * DAY_MS);
  const { exams, certifications, fieldNotes } = await addContent(as('admin'));
  report('Certifications, two posts imported, topics mapped, four exams');
  const participants = await addParticipants(organisation);
  const cohorts = await addCohorts(organisation, certifications, participants, since);
  report(`${participants.length} learners in two cohorts`);
  const ahead = participants.filter(({ diligence }) => diligence === 'ahead');
  const assignments = await assignDemoExams({
    scope,
    instructor: as('instructor'),
    exams,
    cohorts,
    ahead: ahead.map(({ membershipId }) => membershipId),
    nowMs,
    timeZone: TIME_ZONE,
  });
  const items = await demoItems(scope);
  const miskeyed = itemNumbered(items, MISKEYED_ITEM);
  await mistakeKey(as('admin'), miskeyed.itemId, miskeyed.keyIds);
  const sittings = planAllSittings(participants, {
    assignments,
    sources: await formSources(scope, exams),
    items,
    nowMs,
  });
  await writeSittings(scope, sittings);
  report(`${assignments.length} assignments, ${sittings.length} simulated sittings, graded`);
  await addTalk(organisation, participants, items);
  await writeNewItems({ instructor: as('instructor'), admin: as('admin') }, fieldNotes);
  report('A key corrected, reports by learners, a question with a picture and one in review');
  await backdate(scope, since);
  await markSeeded(scope, { learners: participants.length, sittings: sittings.length });
}

async function addContent(admin: MemberScope) {
  const professional = await adopt(admin, 'databricks-data-engineer-professional');
  const associate = await adopt(admin, 'databricks-data-engineer-associate');
  const scenario = await importPost(admin, 'scenario', professional);
  // For both certifications: a bank that is for none in particular counts for each.
  const fieldNotes = await importPost(admin, 'fieldNotes', null);
  const blueprint = await mapDemoTopics(admin, professional, 'professional');
  await mapDemoTopics(admin, associate, 'associate');
  const exams = await createDemoExams(admin, blueprint.current.id, {
    scenario: scenario.bankId,
    fieldNotes: fieldNotes.bankId,
  });
  const certifications = { lakehouse: professional, platform: associate };
  return { exams, certifications, fieldNotes: fieldNotes.bankId };
}

function itemNumbered(items: ReadonlyMap<string, DemoItem>, wanted: number): DemoItem {
  const found = [...items.values()].find(({ number }) => number === wanted);
  if (!found) throw new Error(`There is no question ${wanted}`);
  return found;
}

/** Learners report what is wrong, the key is put right, the first one is answered; two reports wait. */
async function addTalk(
  { scope, as }: DemoOrganisation,
  participants: readonly Participant[],
  items: ReadonlyMap<string, DemoItem>,
): Promise<void> {
  const [instructor, admin, learner] = [as('instructor'), as('admin'), as('learner')];
  const place = DEMO_LEARNERS.findIndex(({ name }) => name === SECOND_REPORTER);
  const second = await scopeOfMember(scope, participants[place]?.membershipId ?? '');
  const { itemId: miskeyed, keyIds } = itemNumbered(items, MISKEYED_ITEM);
  const first = await sendReport(learner, miskeyed, {
    kind: 'wrong_key',
    body: 'My answer counts as wrong, but its own explanation says that it is right.',
  });
  await sendReport(second, miskeyed, {
    kind: 'wrong_key',
    body: 'The latest data always is what look-ahead bias means. It can’t be what prevents it.',
  });
  await sendReport(learner, itemNumbered(items, UNCLEAR_ITEM).itemId, {
    kind: 'unclear',
    body: 'It doesn’t say for whom: the benefit is another one for the team that pays than for the one that queries.',
  });
  await putKeyRight(admin, miskeyed, keyIds);
  await answerReport(admin, first);
  await discussDoubtfulItem({ instructor, admin }, itemNumbered(items, DOUBTFUL_ITEM));
}

/** The simulated learners, and after them the one with a login. */
async function addParticipants({ scope, as }: DemoOrganisation): Promise<readonly Participant[]> {
  const names = DEMO_LEARNERS.map(({ name }) => name);
  const ids = await addSimulatedPeople(scope, 'learner', names, ADDRESSES);
  const participants: Participant[] = DEMO_LEARNERS.map((learner, index) => ({
    ...learner,
    membershipId: ids[index] ?? '',
  }));
  for (const { membershipId, extraTime } of participants) {
    if (!extraTime) continue;
    const note = 'Agreed with the learner; part of the demonstration.';
    mustSucceed(await setAccommodation(as('admin'), { membershipId, ...extraTime, note }));
  }
  return [...participants, { ...LOGIN_LEARNER, membershipId: as('learner').actor.membershipId }];
}

const COHORT_NAMES: Readonly<Record<DemoCohort, string>> = {
  lakehouse: 'Lakehouse autumn 2026',
  platform: 'Platform team',
};

/** Both cohorts are looked after by the instructor with a login; the second instructor only has the platform team. */
async function addCohorts(
  { scope, as }: DemoOrganisation,
  certifications: Readonly<Record<DemoCohort, string>>,
  participants: readonly Participant[],
  since: Date,
): Promise<Readonly<Record<DemoCohort, string>>> {
  const [second = ''] = await addSimulatedPeople(scope, 'instructor', [SECOND_INSTRUCTOR], ADDRESSES);
  const admin = as('admin');
  const add = async (cohort: DemoCohort, staff: readonly string[]) => {
    const given = { name: COHORT_NAMES[cohort], certificationId: certifications[cohort] };
    const { id: cohortId } = mustSucceed(await createCohort(admin, given));
    const learners = participants.filter(({ cohorts }) => cohorts.includes(cohort));
    await enrolSince(
      scope,
      cohortId,
      learners.map(({ membershipId }) => membershipId),
      since,
    );
    for (const id of staff) mustSucceed(await addStaff(admin, { cohortId, membershipId: id }));
    return cohortId;
  };
  const instructor = as('instructor').actor.membershipId;
  return {
    lakehouse: await add('lakehouse', [instructor]),
    platform: await add('platform', [instructor, second]),
  };
}

/** Enrols learners as of a day in the past, which the command can't: nobody sits an exam before they join. */
async function enrolSince(
  scope: TenantScope,
  cohortId: string,
  membershipIds: readonly string[],
  enrolledAt: Date,
): Promise<void> {
  const { organisationId } = scope;
  await inTransaction(scope, async (tx) => {
    await tx.enrolment.createMany({
      data: membershipIds.map((membershipId) => ({ organisationId, cohortId, membershipId, enrolledAt })),
    });
    await recordAudit(tx, scope, {
      action: 'cohort.enrolled',
      subjectKind: 'cohort',
      subjectId: cohortId,
      details: { membershipIds: [...membershipIds] },
    });
  });
}

async function formSources(scope: TenantScope, exams: Readonly<Record<DemoExam, string>>) {
  const load = async (exam: DemoExam) => {
    const source = await loadFormSource(scope, exams[exam]);
    if (!source) throw new Error(`The exam ${exam} is gone`);
    return source;
  };
  return {
    scenario: await load('scenario'),
    firstHalf: await load('firstHalf'),
    secondHalf: await load('secondHalf'),
    check: await load('check'),
  };
}
