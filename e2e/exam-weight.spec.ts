import type { Page } from '@playwright/test';
import { paths } from '@/lib/ui/paths';
import { expect, test } from './fixtures';
import { options, questionHeading, startExam } from './support/exam-page';
import { addFreshLearner } from './support/learners';

/** What a browser fetches of scripts for the page of a running exam, as it comes over the wire, in thousands of bytes. */
const MOST_SCRIPT_KB = 169;

/** Every script that the page has asked for, also what came after the first paint. */
const scriptsOf = (page: Page) =>
  page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter((entry) => entry instanceof PerformanceResourceTiming)
      .filter(({ name }) => new URL(name).pathname.endsWith('.js'))
      .map(({ name, encodedBodySize, decodedBodySize }) => ({ name, encodedBodySize, decodedBodySize })),
  );

test('the page of a running exam makes do with little script', async ({ openPage }, { annotations }) => {
  const learner = await addFreshLearner({ name: 'Wim Weight', itemCount: 3 });
  const attemptId = await startExam(await openPage(learner.state), learner.assignmentId);
  // A browser that has nothing yet.
  const page = await openPage(learner.state);
  await page.goto(paths.attempt(attemptId));
  await expect(questionHeading(page, 1)).toBeVisible();
  await expect(options(page).first()).toBeEnabled();
  await page.waitForLoadState('networkidle');
  const scripts = await scriptsOf(page);
  const sum = scripts.reduce((before, { encodedBodySize }) => before + encodedBodySize, 0);
  annotations.push({ type: 'scripts', description: `${scripts.length} files, ${sum} bytes` });
  expect(scripts.length).toBeGreaterThan(5);
  for (const { name, encodedBodySize, decodedBodySize } of scripts)
    expect(encodedBodySize, `${name} comes compressed`).toBeLessThanOrEqual(decodedBodySize);
  expect(sum / 1000).toBeLessThanOrEqual(MOST_SCRIPT_KB);
});

test('what isn’t found is said in its frame, and without scripts too', async ({ openPage, browser }) => {
  const page = await openPage(null);
  const missing = '/help/there-is-no-such-page';
  const answer = await page.goto(missing);
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1, name: 'We can’t find that page' })).toBeVisible();
  await page.getByText('Dark', { exact: true }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  const context = await browser.newContext({ javaScriptEnabled: false });
  const bare = await context.newPage();
  await bare.goto(missing);
  await expect(bare.getByRole('heading', { level: 1, name: 'We can’t find that page' })).toBeVisible();
  await expect(bare.getByRole('link', { name: 'Go to your start page' })).toBeVisible();
  await context.close();
});
