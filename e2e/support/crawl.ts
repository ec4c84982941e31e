import type { Page } from '@playwright/test';

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** The screen behind an address: the same for every id, and whatever the query says. */
export const screenOf = (address: string): string =>
  new URL(address, 'http://localhost').pathname.replace(uuid, ':id');

/** Addresses of this site that a page links to. */
async function linksOf(page: Page): Promise<readonly string[]> {
  const links = await page
    .locator('a[href^="/"]')
    .evaluateAll((anchors) => anchors.map((anchor) => anchor.getAttribute('href') ?? ''));
  return links.filter((link) => !link.startsWith('/api/'));
}

/**
 * Opens every screen that can be reached from `start` in `depth` clicks, one address per screen, and lets `visit` look at it.
 * Returns the addresses.
 */
export async function crawlScreens(
  page: Page,
  start: string,
  depth: number,
  visit: (address: string) => Promise<void>,
): Promise<readonly string[]> {
  const seen = new Map<string, string>([[screenOf(start), start]]);
  let frontier: readonly string[] = [start];
  for (let level = 0; level <= depth && frontier.length > 0; level += 1) {
    const found: string[] = [];
    for (const address of frontier) {
      await page.goto(address);
      await visit(address);
      for (const link of await linksOf(page)) {
        const screen = screenOf(link);
        if (seen.has(screen)) continue;
        seen.set(screen, link);
        found.push(link);
      }
    }
    frontier = found;
  }
  return [...seen.values()];
}
