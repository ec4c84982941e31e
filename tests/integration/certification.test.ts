import { beforeAll, describe, expect, it } from 'vitest';
import { WHOLE_LIST } from '@/lib/domain/kernel/page';
import {
  addOwnCertification,
  adoptCertification,
  correctBlueprint,
} from '@/lib/features/certification/commands';
import { correctBlueprintInput, ownCertificationInput } from '@/lib/features/certification/contract';
import { findCertification, listCertifications } from '@/lib/features/certification/data';
import { findOverview } from '@/lib/features/organisation/data';
import { createTopic, mapTopics, renameTopic } from '@/lib/features/topic/commands';
import { newId } from '@/lib/infra/id';
import { startApplication } from '../support/application';
import {
  createTopic as arrangeTopic,
  createBank,
  createCertification,
  createCohort,
  createMember,
  createOrganisation,
  type Member,
  type OrganisationScope,
} from '../support/factories';
import { createItem } from '../support/item-factories';

const database = startApplication();
const CODE = 'databricks-data-engineer-professional';

let organisation: OrganisationScope;
let admin: Member;
let foreign: OrganisationScope;

beforeAll(async () => {
  organisation = await createOrganisation();
  admin = await createMember(organisation, { role: 'admin' });
  foreign = await createOrganisation();
});

const failed = (code: string) => ({ ok: false, error: expect.objectContaining({ code }) });

function form(part: Record<string, unknown> = {}) {
  return {
    certificationId: newId(),
    basedOn: '1',
    label: 'Guide of 2027',
    guideDate: '',
    questionCount: '50',
    minutes: '100',
    cutPercent: '72.5',
    cutSource: 'our own results',
    source: 'our own results of 2026',
    asOf: '2026-11-23',
    domainId: ['', ''],
    domainName: ['A', 'B'],
    domainWeight: ['60', '40'],
    ...part,
  };
}

describe('a certification of one’s own', () => {
  const own = (part: Record<string, unknown> = {}) =>
    ownCertificationInput.parse({
      ...form(),
      ...{ name: 'Guild Planner', vendor: 'The guild', code: 'GP-1', validityMonths: '' },
      ...part,
    });
  const refused = (field: string, reason: string) => ({
    error: { code: 'conflict', fieldRefusals: { [field]: { reason } } },
  });

  it('is like any other: listed, with a blueprint, a coverage, and for cohorts to prepare for', async () => {
    const place = await createOrganisation();
    const boss = await createMember(place, { role: 'admin' });
    const added = await addOwnCertification(boss.scope, own({ validityMonths: '36' }));
    if (!added.ok) throw new Error(added.error.message);
    const view = await findCertification(boss.scope, added.value.id);
    expect(view).toMatchObject({
      name: 'Guild Planner',
      vendor: 'The guild',
      current: { version: 1, questionCount: 50, minutes: 100, cutPercent: 72.5, validityMonths: 36 },
    });
    expect(view?.current.domains.map(({ weightPercent }) => weightPercent)).toEqual([60, 40]);
    const found = (q: string) => listCertifications(boss.scope, { q, page: 1 });
    expect(await found('no such')).toMatchObject({ rows: [], total: 0, all: 1 });
    const [row] = (await found('PLÁNNER guild')).rows;
    expect(row).toMatchObject({ code: 'gp-1', name: 'Guild Planner' });
    const cohort = await createCohort(place, { certificationId: added.value.id });
    expect(cohort.cohortId).toBeTruthy();
    const corrected = correctBlueprintInput.parse(form({ certificationId: added.value.id, minutes: '120' }));
    expect(await correctBlueprint(boss.scope, corrected)).toEqual({ ok: true, value: { version: 2 } });
  });

  it('has a code and a name that no other of the organisation has', async () => {
    const place = await createOrganisation();
    const boss = await createMember(place, { role: 'admin' });
    expect((await addOwnCertification(boss.scope, own())).ok).toBe(true);
    expect(await addOwnCertification(boss.scope, own({ name: 'Another' }))).toMatchObject(
      refused('code', 'certification_code_taken'),
    );
    expect(await addOwnCertification(boss.scope, own({ code: 'gp-2', name: 'guild planner' }))).toMatchObject(
      refused('name', 'certification_name_taken'),
    );
    expect(await addOwnCertification(boss.scope, own({ code: CODE, name: 'Another' }))).toMatchObject(
      refused('code', 'certification_in_catalogue'),
    );
    const elsewhere = await createMember(foreign, { role: 'admin' });
    expect((await addOwnCertification(elsewhere.scope, own())).ok).toBe(true);
  });

  it.each([
    ['code', 'two words'],
    ['code', ''],
    ['name', ' '],
    ['vendor', ''],
    ['validityMonths', '0'],
    ['cutPercent', '0'],
    ['cutSource', ''],
  ])('refuses a form whose %s is “%s”', (field, value) => {
    const full = { ...form(), name: 'N', vendor: 'V', code: 'c', validityMonths: '' };
    const read = ownCertificationInput.safeParse({ ...full, [field]: value });
    expect(read.error?.issues.map(({ path }) => path[0])).toEqual([field]);
  });

  it('has weights that add up to 100', () => {
    const full = { ...form({ domainWeight: ['60', '20'] }), name: 'N', vendor: 'V', code: 'c' };
    const read = ownCertificationInput.safeParse({ ...full, validityMonths: '' });
    expect(read.error?.issues.map(({ path }) => path[0])).toEqual(['domains']);
  });
});

describe('adopting a certification', () => {
  it('copies the guide with its source, its date and the word assumed', async () => {
    const place = await createOrganisation();
    const boss = await createMember(place, { role: 'admin' });
    const adopted = await adoptCertification(boss.scope, { code: CODE, blueprint: '2025-11-30' });
    if (!adopted.ok) throw new Error(adopted.error.message);
    const view = await findCertification(boss.scope, adopted.value.id);
    expect(view?.current).toMatchObject({
      version: 1,
      questionCount: 59,
      minutes: 120,
      cutPercent: 70,
      cutSource: 'assumed',
      guideDate: '2025-11-30',
      asOf: '2026-11-23',
      validityMonths: 24,
    });
    expect(view?.current.domains.map(({ weightPercent }) => weightPercent)).toEqual([
      22, 13, 10, 10, 10, 10, 7, 7, 6, 5,
    ]);
    expect(await adoptCertification(boss.scope, { code: CODE, blueprint: '2025-11-30' })).toEqual(
      failed('conflict'),
    );
    expect(await listCertifications(boss.scope, WHOLE_LIST)).toMatchObject({ total: 1, all: 1 });
  });

  it('invents no day for a guide of about a year', async () => {
    const place = await createOrganisation();
    const boss = await createMember(place, { role: 'admin' });
    const adopted = await adoptCertification(boss.scope, { code: CODE, blueprint: '2023' });
    expect(
      adopted.ok && (await findCertification(boss.scope, adopted.value.id))?.current.guideDate,
    ).toBeNull();
  });

  it.each([
    ['no-such-exam', '2025-11-30'],
    [CODE, 'no-such-guide'],
  ])('doesn’t find %s with the guide %s', async (code, blueprint) => {
    expect(await adoptCertification(admin.scope, { code, blueprint })).toEqual(failed('not_found'));
  });
});

describe('correcting a blueprint', () => {
  it('adds a version, leaves the old one alone and takes the topics along', async () => {
    const { certificationId, domains } = await createCertification(organisation);
    const [first, second] = domains;
    if (!first || !second) throw new Error('Two domains are needed');
    const topic = await arrangeTopic(organisation, { domainIds: [first.id] });
    const input = correctBlueprintInput.parse(
      form({ certificationId, domainId: [first.id, ''], domainName: ['Renamed', 'New'] }),
    );
    expect(await correctBlueprint(admin.scope, input)).toEqual({ ok: true, value: { version: 2 } });
    const view = await findCertification(admin.scope, certificationId);
    expect(view?.current).toMatchObject({ version: 2, cutPercent: 72.5, cutSource: 'our own results' });
    expect(view?.history.map(({ version }) => version)).toEqual([2, 1]);
    expect(view?.history[1]?.domains.map(({ name }) => name)).toEqual([first.name, second.name]);
    const renamed = view?.current.domains.find(({ name }) => name === 'Renamed');
    expect(view?.topics.find(({ id }) => id === topic.topicId)?.domainId).toBe(renamed?.id);
    expect(await correctBlueprint(admin.scope, input), 'based on a version that is not the newest').toEqual(
      failed('conflict'),
    );
  });

  it('is done once when two people correct the same version at the same time', async () => {
    const { certificationId } = await createCertification(organisation);
    const input = correctBlueprintInput.parse(form({ certificationId }));
    const both = await Promise.all([1, 2].map(() => correctBlueprint(admin.scope, input)));
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('carries no topic from a domain of another certification', async () => {
    const [one, other] = [await createCertification(organisation), await createCertification(organisation)];
    const topic = await arrangeTopic(organisation, {
      domainIds: other.domains.slice(0, 1).map(({ id }) => id),
    });
    const domainId = [other.domains[0]?.id, ''];
    const input = correctBlueprintInput.parse(form({ certificationId: one.certificationId, domainId }));
    expect((await correctBlueprint(admin.scope, input)).ok).toBe(true);
    const view = await findCertification(admin.scope, one.certificationId);
    expect(view?.topics.find(({ id }) => id === topic.topicId)?.domainId).toBeNull();
  });

  it.each([
    ['weights that add up to 90', { domainWeight: ['50', '40'] }],
    ['a weight of nothing', { domainWeight: ['100', ''] }],
    ['a weight in words', { domainWeight: ['sixty', '40'] }],
    ['two domains of one name', { domainName: ['A', 'a'] }],
    ['no domains', { domainId: [], domainName: [], domainWeight: [] }],
    ['a cut of 0', { cutPercent: '0' }],
    ['a cut above 100', { cutPercent: '101' }],
    ['no source', { source: '  ' }],
    ['half a question', { questionCount: '45.5' }],
  ])('refuses %s', (_what, part) => {
    expect(correctBlueprintInput.safeParse(form(part)).success).toBe(false);
  });

  it.each([
    ['99', { domainWeight: ['60', '39'] }],
    ['101', { domainWeight: ['61', '40'] }],
  ])('takes weights that add up to %s through rounding', (_sum, part) => {
    expect(correctBlueprintInput.safeParse(form(part)).success).toBe(true);
  });
});

describe('coverage', () => {
  it('shows the domain that nobody has a question for, and counts only questions in use', async () => {
    const place = await createOrganisation();
    const boss = await createMember(place, { role: 'admin' });
    const { certificationId, domains } = await createCertification(place);
    const [covered, bare] = domains;
    if (!covered || !bare) throw new Error('Two domains are needed');
    const topic = await arrangeTopic(place, { domainIds: [covered.id] });
    const elsewhere = await createCertification(place);
    const [own, neutral, other] = [
      await createBank(place, { certificationId }),
      await createBank(place),
      await createBank(place, { certificationId: elsewhere.certificationId }),
    ];
    for (const { bankId } of [own, neutral, other])
      await createItem(place, { bankId, topicId: topic.topicId });
    const retired = await createItem(place, { bankId: own.bankId, topicId: topic.topicId });
    await database().admin.query(`UPDATE item SET state = 'retired' WHERE id = $1`, [retired.itemId]);
    await createItem(place, { bankId: own.bankId });

    const view = await findCertification(boss.scope, certificationId);
    expect(view?.coverage.perDomain.map(({ name, count }) => [name, count])).toEqual([
      [covered.name, 2],
      [bare.name, 0],
    ]);
    expect(view?.coverage.unmappedCount).toBe(1);
    expect(view?.withoutTopicCount).toBe(1);

    const overview = await findOverview(boss.scope);
    const gap = overview.gaps.find((each) => each.certificationId === certificationId);
    expect(gap?.domains).toEqual([{ name: bare.name, weightPercent: bare.weightPercent }]);
    expect(overview.counts.itemWithoutTopic).toBe(1);
    expect(overview.bankToSort?.id).toBe(own.bankId);
  });
});

describe('the overview', () => {
  it('counts learners without a cohort and cohorts without an instructor', async () => {
    const place = await createOrganisation();
    const boss = await createMember(place, { role: 'owner' });
    const [inside] = [
      await createMember(place, { role: 'learner' }),
      await createMember(place, { role: 'learner' }),
    ];
    await createCohort(place, { learners: [inside] });
    const { counts } = await findOverview(boss.scope);
    expect(counts).toMatchObject({ person: 3, cohort: 1, learnerWithoutCohort: 1, cohortWithoutStaff: 1 });
  });
});

describe('topics', () => {
  it('have a name that no other topic has', async () => {
    const { name, topicId } = await arrangeTopic(organisation);
    expect(await createTopic(admin.scope, { name })).toEqual(failed('conflict'));
    const other = await arrangeTopic(organisation);
    expect(await renameTopic(admin.scope, { topicId: other.topicId, name })).toEqual(failed('conflict'));
    expect((await renameTopic(admin.scope, { topicId, name })).ok).toBe(true);
  });

  it('count for the domain that was chosen last, and for none when that was chosen', async () => {
    const { certificationId, blueprintVersionId, domains } = await createCertification(organisation);
    const { topicId } = await arrangeTopic(organisation);
    const choose = (domainId: string | null) =>
      mapTopics(admin.scope, { certificationId, blueprintVersionId, choices: [{ topicId, domainId }] });
    const chosen = async () =>
      (await findCertification(admin.scope, certificationId))?.topics.find(({ id }) => id === topicId)
        ?.domainId;
    for (const domainId of [domains[0]?.id ?? null, domains[1]?.id ?? null, null]) {
      expect((await choose(domainId)).ok).toBe(true);
      expect(await chosen()).toBe(domainId);
    }
  });
});

describe('what another organisation has', () => {
  it('is not found, exactly as what never existed', async () => {
    const theirs = await createCertification(foreign);
    const theirTopic = await arrangeTopic(foreign);
    const own = await createCertification(organisation);
    const ownTopic = await arrangeTopic(organisation);
    const correct = (certificationId: string) =>
      correctBlueprint(admin.scope, correctBlueprintInput.parse(form({ certificationId })));
    expect(await correct(theirs.certificationId)).toEqual(failed('not_found'));
    expect(await correct(theirs.certificationId)).toEqual(await correct(newId()));
    expect(await findCertification(admin.scope, theirs.certificationId)).toBeNull();
    expect(await renameTopic(admin.scope, { topicId: theirTopic.topicId, name: 'Mine' })).toEqual(
      failed('not_found'),
    );
    const map = (part: object) =>
      mapTopics(admin.scope, {
        certificationId: own.certificationId,
        blueprintVersionId: own.blueprintVersionId,
        choices: [{ topicId: ownTopic.topicId, domainId: own.domains[0]?.id ?? null }],
        ...part,
      });
    expect((await map({})).ok).toBe(true);
    for (const part of [
      { choices: [{ topicId: theirTopic.topicId, domainId: own.domains[0]?.id ?? null }] },
      { choices: [{ topicId: ownTopic.topicId, domainId: theirs.domains[0]?.id ?? null }] },
      { blueprintVersionId: theirs.blueprintVersionId },
      { certificationId: theirs.certificationId },
    ])
      expect(await map(part)).toEqual(failed('not_found'));
  });
});
