import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { findChromium } from '@/e2e/support/chromium';
import { nextQuestion, options, questionHeading } from '@/e2e/support/exam-page';
import { formatSeconds } from '../progress';
import type { SimulatedLearner } from '../simulated-learner';
import type { LiveFault } from './fault';

const patienceMs = 15_000;

/** The processes of the browser whose profile lies here. */
function processesOf(profile: string): readonly number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => {
      if (!Number.isInteger(pid) || pid === process.pid) return false;
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(`--user-data-dir=${profile}`);
      } catch {
        return false;
      }
    });
}

async function open(learner: SimulatedLearner, url: string, profile: string, keeps: boolean) {
  const context = await chromium.launchPersistentContext(profile, await findChromium());
  if (!keeps) await context.addInitScript(() => Reflect.deleteProperty(window, 'indexedDB'));
  const [name = '', value = ''] = learner.cookie.split('=');
  await context.addCookies([{ name, value, url }]);
  const [first] = context.pages();
  const page = first ?? (await context.newPage());
  await page.goto(`${url}${learner.path}`);
  await options(page).first().waitFor({ timeout: patienceMs });
  return { context, page };
}

async function answer(page: Page, position: number, nth: number): Promise<void> {
  if (position > 1) await nextQuestion(page);
  await questionHeading(page, position).waitFor({ timeout: patienceMs });
  await options(page).nth(nth).check({ timeout: patienceMs });
}

/** Two answers are saved, three can't be sent, and the browser is gone from one moment to the next. */
export const browserKilled: LiveFault = {
  kind: 'live',
  missing: () =>
    process.platform === 'linux'
      ? null
      : 'the processes of a browser are told apart by /proc, which only Linux has',
  mutant: {
    name: 'a browser that keeps nothing',
    break: async ({ crowd }) => {
      crowd.browserKeeps = false;
      return async () => {
        crowd.browserKeeps = true;
      };
    },
  },
  play: async ({ crowd, hall, line }) => {
    const learner = hall.exams[2]?.learners[0];
    if (!learner) throw new Error('Nobody has a browser');
    const stored = async () =>
      (await hall.readStored()).filter(({ attemptId }) => attemptId === learner.attemptId).length;
    const profile = mkdtempSync(join(tmpdir(), 'cutscore-browser-'));
    const url = `http://localhost:${hall.port}`;
    const opened: BrowserContext[] = [];
    try {
      const before = await open(learner, url, profile, crowd.browserKeeps);
      opened.push(before.context);
      await answer(before.page, 1, 0);
      await answer(before.page, 2, 1);
      await before.page
        .getByText(/^Saved/)
        .first()
        .waitFor({ timeout: patienceMs });
      line.drop = 1;
      for (const position of [3, 4, 5]) await answer(before.page, position, 2);
      await before.page
        .getByText(/Not saved: 3 waiting/)
        .first()
        .waitFor({ timeout: patienceMs });
      const acknowledged = await stored();
      for (const pid of processesOf(profile)) process.kill(pid, 'SIGKILL');
      line.drop = 0;
      await sleep(500);
      const again = await open(learner, url, profile, crowd.browserKeeps);
      opened.push(again.context);
      const since = performance.now();
      while ((await stored()) < 5 && performance.now() - since < patienceMs) await sleep(50);
      const found = await stored();
      return {
        figures: `${acknowledged} answers saved and 3 unsent when it was killed: ${found} of 5 are there ${formatSeconds(performance.now() - since)} after it was opened again`,
        wrong: found === 5 ? [] : [`${5 - found} answers are gone`],
      };
    } finally {
      line.drop = 0;
      for (const context of opened) await context.close().catch(() => {});
      rmSync(profile, { recursive: true, force: true });
    }
  },
};
