import { test as base, expect, type Page } from '@playwright/test';
import { waitsUntilAwake } from './support/awake';
import { type Persona, statePath } from './support/personas';

interface Fixtures {
  readonly asOwner: Page;
  readonly asAdmin: Page;
  readonly asInstructor: Page;
  readonly asHr: Page;
  readonly asLearner: Page;
  readonly asOtherAdmin: Page;
  readonly asOtherLearner: Page;
  /** A page in a context of its own, with the cookies of this file; null for somebody who is not signed in. */
  readonly openPage: (state: string | null) => Promise<Page>;
}

/** A refused request is the subject of some tests; the browser's note about it is no error of the page. */
const isAboutARequest = /^Failed to load resource/;

/** What no page may do: throw, log an error, or break its own content security policy. */
function watch(page: Page, problems: string[]): void {
  page.on('pageerror', (error) => problems.push(`${page.url()}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && !isAboutARequest.test(message.text()))
      problems.push(`${page.url()}: ${message.text()}`);
  });
}

type OpenPage = Fixtures['openPage'];
const signedIn =
  (persona: Persona) =>
  async ({ openPage }: { openPage: OpenPage }, use: (page: Page) => Promise<void>) =>
    use(await openPage(statePath(persona)));

/** Pages of the people of the demonstration, each in a browser context of its own. */
export const test = base.extend<Fixtures>({
  openPage: async ({ browser }, use) => {
    const problems: string[] = [];
    const opened: Page[] = [];
    await use(async (state) => {
      const context = await browser.newContext(state === null ? {} : { storageState: state });
      const page = waitsUntilAwake(await context.newPage());
      watch(page, problems);
      opened.push(page);
      return page;
    });
    for (const page of opened) await page.context().close();
    expect(problems).toEqual([]);
  },
  asOwner: signedIn('owner'),
  asAdmin: signedIn('admin'),
  asInstructor: signedIn('instructor'),
  asHr: signedIn('hr'),
  asLearner: signedIn('learner'),
  asOtherAdmin: signedIn('otherAdmin'),
  asOtherLearner: signedIn('otherLearner'),
});

export { expect };
