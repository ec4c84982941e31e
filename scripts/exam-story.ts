import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { formatPageMark, PAGE_MARK_HEADER } from '@/lib/domain/access/page-mark';
import { hashPassword } from '@/lib/infra/auth/password';
import { paths } from '@/lib/ui/paths';
import { createMember, givePassword } from '@/tests/support/factories';
import type { ItemFixture } from '@/tests/support/item-factories';
import { openExamRoom } from '@/tests/support/sitting';
import { type Mishaps, type StoryAnswer, StoryBrowser } from './story-browser';

const ITEMS = 20;
const PASSWORD = 'four words in a row';

/** Somebody with a password and one exam to sit. */
export interface StoryPerson {
  readonly email: string;
  readonly assignmentId: string;
  readonly pageMark: string;
  readonly keys: ReadonlyMap<string, ItemFixture>;
}

/** People who sit one exam of twenty questions each; one hash for all, because making hundreds isn't what is measured. */
export async function makeStoryPeople(count: number): Promise<readonly StoryPerson[]> {
  const room = await openExamRoom({ itemCount: ITEMS, learnerCount: 0 });
  const hash = await hashPassword(PASSWORD);
  const keys = new Map(room.items.map((item) => [item.itemId, item]));
  const people: StoryPerson[] = [];
  for (let n = 0; n < count; n += 1) {
    const member = await createMember(room.scope, { role: 'learner' });
    await givePassword(room.scope, member.personId, hash);
    const assignmentId = await room.assign(member, { feedbackPolicy: 'full', releaseRule: 'on_submit' });
    const pageMark = formatPageMark({ ...member, organisationId: room.scope.organisationId });
    people.push({ email: member.email, assignmentId, pageMark, keys });
  }
  return people;
}

/** What a run has measured: milliseconds by step, in the order of the story. */
export interface StoryRun {
  readonly times: Map<string, number[]>;
  readonly mishaps: Mishaps;
  /** What should not have been; there must be nothing. */
  readonly faults: string[];
}

export const newStoryRun = (): StoryRun => ({ times: new Map(), mishaps: { busy: 0, lost: 0 }, faults: [] });

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

/** Plays the story once, as a browser does and without thinking: from the sign-in page to the results. */
export async function playStory(
  url: string,
  person: StoryPerson,
  source: string,
  run: StoryRun,
): Promise<void> {
  const browser = new StoryBrowser(url, source, run.times, run.mishaps);
  const json = { 'content-type': 'application/json' };
  const expectOk = (name: string, { status, body }: StoryAnswer) => {
    if (status !== 200) throw new Error(`${name}: ${status} ${body.slice(0, 200)}`);
  };
  const step = async (...given: Parameters<StoryBrowser['step']>): Promise<StoryAnswer> => {
    const answer = await browser.step(...given);
    expectOk(given[0], answer);
    return answer;
  };
  try {
    await step('sign-in page', '/sign-in');
    await signIn(step, person);
    const front = await browser.step('front door', '/');
    await step('home', String(front.headers.location ?? paths.learn));
    const card = paths.learnAssignment(person.assignmentId);
    await step('card', card);
    const started = await step('start', paths.startAttempt(person.assignmentId), {
      method: 'POST',
      headers: { [PAGE_MARK_HEADER]: person.pageMark },
    });
    const { attemptId } = JSON.parse(started.body) as { attemptId: string };
    const page = await step('exam page', paths.attempt(attemptId));
    const at = `/api/v1/attempts/${attemptId}`;
    const leaseId = randomUUID();
    const lease = await step('lease', `${at}/lease`, {
      method: 'POST',
      headers: json,
      body: JSON.stringify({ leaseId }),
    });
    const { epoch } = JSON.parse(lease.body) as { epoch?: number };
    const itemIds = [
      ...new Set(
        [...page.body.matchAll(new RegExp(`"itemId\\\\":\\\\"(${UUID})`, 'g'))].map(([, id]) => id ?? ''),
      ),
    ];
    if (itemIds.length !== ITEMS) throw new Error(`exam page: it shows ${itemIds.length} questions`);
    for (const [index, itemId] of itemIds.entries()) {
      const item = person.keys.get(itemId);
      if (!item) throw new Error('exam page: a question that nobody made');
      // The first half is right; of the others an option is chosen that is no key.
      const wrong = item.optionIds.filter((id) => !item.keyIds.includes(id)).slice(0, 1);
      const selected = index < ITEMS / 2 ? [...item.keyIds] : wrong;
      const answer =
        epoch === undefined
          ? { leaseId, rev: 1, selected, flagged: false }
          : { leaseId, epoch, base: 0, rev: 1, answer: { kind: 'choice', selected }, agoMs: 0 };
      await step('answer', `${at}/responses/${itemId}`, {
        method: 'PUT',
        headers: json,
        body: JSON.stringify(answer),
      });
    }
    const body = JSON.stringify({ leaseId, submitKey: randomUUID() });
    await step('submission', `${at}/submission`, { method: 'POST', headers: json, body });
    await step('receipt', paths.attemptReceipt(attemptId));
    await readResults(browser, attemptId, run);
  } catch (error) {
    run.faults.push(error instanceof Error ? error.message : String(error));
  } finally {
    browser.close();
  }
}

type Step = (...given: Parameters<StoryBrowser['step']>) => Promise<StoryAnswer>;

async function signIn(step: Step, { email }: StoryPerson): Promise<void> {
  const { csrfToken } = JSON.parse((await step('csrf', '/api/auth/csrf')).body) as { csrfToken: string };
  const form = new URLSearchParams({ csrfToken, email, password: PASSWORD, callbackUrl: '/', json: 'true' });
  const answer = await step('credentials', '/api/auth/callback/credentials', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: form.toString(),
  });
  if (/error=/.test(answer.body)) throw new Error(`credentials: ${answer.body.slice(0, 200)}`);
}

/** Looks until it is marked; the time is that of the page which shows the score. */
async function readResults(browser: StoryBrowser, attemptId: string, run: StoryRun): Promise<void> {
  const until = performance.now() + 30_000;
  for (;;) {
    const results = await browser.step('results', paths.attemptResults(attemptId));
    if (
      results.status === 200 &&
      /10(?:\s|&nbsp;|\\u00a0)(?:<!-- -->)?of(?:\s|&nbsp;|\u00a0)(?:<!-- -->)?20/.test(results.body)
    )
      return;
    if (performance.now() > until) throw new Error(`results: ${results.status}, no score of 10 of 20`);
    // Not marked yet: this look is no page of results.
    run.times.get('results')?.pop();
    await sleep(100);
  }
}
