import type { Page } from '@playwright/test';
import { DEMO_ORGANISATIONS } from '@/lib/ui/demo-people';
import { paths } from '@/lib/ui/paths';
import { expect, test } from './fixtures';
import { call, kindsOf, listRoutes, readIds, telling, unknownId } from './support/addresses';
import {
  expectSaved,
  nextQuestion,
  options,
  questionHeading,
  startExam,
  submitExam,
} from './support/exam-page';
import { flat, type GivenItem, readGivenItems } from './support/letters';
import { requestsAs } from './support/personas';
import { assignToCohort, importSample, makeExam } from './support/story-content';
import { invite, join, makeCohort } from './support/story-people';

const certification = 'Databricks Certified Data Engineer Professional';
const password = 'only-for-the-story-2026';
const people = {
  right: { name: 'Rosalind Right', email: 'rosalind@northwind.example.com' },
  wrong: { name: 'Wendel Wrong', email: 'wendel@northwind.example.com' },
} as const;

/** Takes the whole exam; `choose` says which options of an item, by their place. Checks every screen against the database. */
async function sit(page: Page, assignmentId: string, choose: (item: GivenItem) => readonly number[]) {
  const attemptId = await startExam(page, assignmentId);
  const items = await readGivenItems(attemptId);
  expect(items).toHaveLength(20);
  for (const item of items) {
    await expect(questionHeading(page, item.position)).toBeVisible();
    const labels = page.locator('fieldset label');
    expect((await labels.allInnerTexts()).map((text) => flat(text).replace(/^[A-Z] /, ''))).toEqual(
      item.options,
    );
    for (const place of choose(item)) await options(page).nth(place).check();
    if (item.position < items.length) await nextQuestion(page);
  }
  await expectSaved(page);
  await submitExam(page);
  return { attemptId, items };
}

const keys = (item: GivenItem) => item.keyIds.map((id) => item.order.indexOf(id));
const distractors = (item: GivenItem) =>
  item.order
    .map((_, place) => place)
    .filter((place) => !keys(item).includes(place))
    .slice(0, item.keyIds.length);

/** After release: every rationale that names a letter names the one that this learner saw. */
async function expectOwnLetters(page: Page, attemptId: string, items: readonly GivenItem[]) {
  await page.goto(paths.attemptResults(attemptId));
  await page.getByRole('button', { name: 'Open all' }).click();
  let checked = 0;
  for (const item of items) {
    const heading = page.getByRole('heading', { name: `Question ${item.position}`, exact: true });
    const article = page.getByRole('article').filter({ has: heading });
    const shown = flat((await article.allInnerTexts()).join(' '));
    for (const rationale of item.letteredRationales) {
      expect(shown).toContain(rationale);
      checked += 1;
    }
  }
  expect(checked).toBeGreaterThan(0);
}

test('a post becomes an exam, two attempts, a review, a weakness and a statement of readiness', async ({
  openPage,
  asAdmin,
  asInstructor,
  asHr,
}) => {
  test.setTimeout(240_000);
  const [right, wrong] = [await openPage(null), await openPage(null)];
  let cohortId = '';
  let assignmentId = '';

  await test.step('an administrator imports the post and invites two learners', async () => {
    await importSample(asAdmin, {
      bank: 'Story bank',
      certification,
      topic: 'Pipelines of the story',
      domain: /^Developing Code/,
    });
    for (const [page, { name, email }] of [
      [right, people.right],
      [wrong, people.wrong],
    ] as const)
      await join(page, await invite(asAdmin, name, email), password);
    const learners = [people.right.name, people.wrong.name];
    const given = { name: 'Story cohort', certification, instructor: 'Ines Carvalho', learners };
    cohortId = await makeCohort(asAdmin, given);
  });

  await test.step('an instructor makes an exam of it and assigns it', async () => {
    const examId = await makeExam(asInstructor, 'Story bank', 'Story exam');
    assignmentId = await assignToCohort(asInstructor, examId, 'Story cohort');
  });

  await test.step('both learners take it, with options in orders of their own', async () => {
    await right.goto(paths.learn);
    await expect(right.getByRole('heading', { name: 'Story exam' })).toBeVisible();
    const first = await sit(right, assignmentId, keys);
    const second = await sit(wrong, assignmentId, distractors);
    const orderOf = ({ items }: typeof first) =>
      new Map(items.map(({ itemId, order }) => [itemId, order.join()]));
    const others = orderOf(second);
    expect([...orderOf(first)].filter(([id, order]) => others.get(id) !== order).length).toBeGreaterThan(5);

    await right.goto(paths.attemptResults(first.attemptId));
    await expect(right.getByText('Results appear when your instructor releases them.')).toBeVisible();
    await asInstructor.goto(paths.assignment(assignmentId));
    await asInstructor.getByRole('button', { name: 'Release results' }).click();
    await asInstructor.getByRole('dialog').getByRole('button', { name: 'Release results' }).click();
    await expect(asInstructor.getByRole('dialog')).toBeHidden();
    await expectOwnLetters(right, first.attemptId, first.items);
    await expectOwnLetters(wrong, second.attemptId, second.items);
    await expect(right.getByText(/20 of 20/).first()).toBeVisible();
  });

  await test.step('the instructor reads the weakness', async () => {
    await asInstructor.goto(paths.teachCohort(cohortId));
    await expect(asInstructor.getByRole('main')).toContainText('Pipelines of the story');
    const table = asInstructor.getByRole('table').first();
    for (const { name } of [people.right, people.wrong])
      await expect(table.getByRole('row').filter({ hasText: name })).toContainText('20');
  });

  await test.step('HR reads readiness', async () => {
    await asHr.goto(paths.hr);
    await asHr
      .getByRole('link', { name: new RegExp(certification) })
      .first()
      .click();
    for (const { name } of [people.right, people.wrong])
      await expect(asHr.getByRole('row').filter({ hasText: name })).toContainText(/evidence|answers/i);
  });
});

test('a member of another organisation finds nothing of it by any address', async () => {
  test.setTimeout(180_000);
  const ids = await readIds(DEMO_ORGANISATIONS.main, 'learner@northwind.example.com', 3);
  const differences: string[] = [];
  let compared = 0;
  for (const persona of ['otherAdmin', 'otherLearner'] as const) {
    const request = await requestsAs(persona);
    for (const route of listRoutes()) {
      const kinds = kindsOf(route);
      if (kinds.length === 0) continue;
      const tellingOf = async (given: readonly string[]) => telling(await call(request, route, given));
      const theirs = [0, 1, 2].map((nth) => kinds.map((kind) => ids[kind][nth] ?? ids[kind][0] ?? ''));
      // At once: what a running exam renews or is told is asked of the database once a second, for everybody who waits.
      const asked = [kinds.map(unknownId), ...theirs].map(tellingOf);
      const [unknown, ...answers] = await Promise.all(asked);
      for (const answer of answers) {
        compared += 1;
        if (answer !== unknown) differences.push(`${persona} ${route.method} ${route.pattern}: ${answer}`);
        if (!/^40[34]/.test(answer))
          differences.push(`${persona} ${route.pattern} answers ${answer.slice(0, 3)}`);
      }
    }
  }
  expect(differences).toEqual([]);
  expect(compared).toBeGreaterThan(60);
});

test('the same addresses open for those whom they belong to', async () => {
  const ids = await readIds(DEMO_ORGANISATIONS.main, 'learner@northwind.example.com', 8);
  const contexts = await Promise.all((['owner', 'learner', 'instructor'] as const).map(requestsAs));
  const closed: string[] = [];
  for (const route of listRoutes().filter(({ method }) => method === 'GET')) {
    const kinds = kindsOf(route);
    if (kinds.length === 0) continue;
    let opened = false;
    for (let nth = 0; nth < 8 && !opened; nth += 1)
      for (const context of contexts) {
        const answer = await call(
          context,
          route,
          kinds.map((kind) => ids[kind][nth] ?? ''),
        );
        // A running attempt belongs to one tab: its clock answers "superseded" to any other, which says that it is there.
        opened ||= answer.status() === 200 || answer.status() === 409 || answer.status() === 307;
      }
    if (!opened) closed.push(route.pattern);
  }
  // A draft has a job only once somebody started it.
  expect(closed.filter((pattern) => !/\/(topics|items)\/|\/job$/.test(pattern))).toEqual([]);
});
