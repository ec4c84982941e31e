import { expect, type Page } from '@playwright/test';

const WAKES_WITHIN_MS = 15_000;
/** Most pages are awake at once; hundreds of them are opened. */
const LOOKS_AFTER_MS = [20, 40, 80, 160];

/** Whether React hears every button of the page. Before it does, a click on one that needs the script vanishes. */
const isAwake = (): boolean =>
  [...document.querySelectorAll('button')].every((button) =>
    Object.keys(button).some((key) => key.startsWith('__reactProps$')),
  );

async function expectAwake(page: Page): Promise<void> {
  // A page may be replaced while it is asked (a redirect of its own); then the next one is asked.
  const ask = () => page.evaluate(isAwake).catch(() => false);
  await expect
    .poll(ask, {
      message: `${page.url()} hears its buttons`,
      timeout: WAKES_WITHIN_MS,
      intervals: LOOKS_AFTER_MS,
    })
    .toBe(true);
}

/**
 * The same page, whose `goto` and `reload` end when the page hears clicks. The server's HTML shows every button at once;
 * on a busy machine the script follows seconds later, and a person who sees nothing happen clicks again. A test doesn't.
 */
export function waitsUntilAwake(page: Page): Page {
  const { goto, reload } = page;
  page.goto = async (...given) => {
    const response = await goto.apply(page, given);
    await expectAwake(page);
    return response;
  };
  page.reload = async (...given) => {
    const response = await reload.apply(page, given);
    await expectAwake(page);
    return response;
  };
  return page;
}
