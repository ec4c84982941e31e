import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const THEMED_RULES = ['color-contrast', 'link-in-text-block'];
const SIZES = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
] as const;

/**
 * Everything in the light theme; in the dark one what a theme can change. There are no frames, so one run in the page will do, and of what
 * passes nothing is listed.
 */
function axe(page: Page, theme: 'light' | 'dark'): AxeBuilder {
  const builder = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
  return theme === 'light' ? builder.withTags(RULES) : builder.withRules(THEMED_RULES);
}

/** A page in the state that people read: what it asked for has arrived, and nothing is fading in any more. */
async function settle(page: Page): Promise<void> {
  if ((await page.locator('[data-draft]').count()) > 0) await page.waitForLoadState('networkidle');
  await page.waitForFunction(() =>
    document.getAnimations().every(({ playState }) => playState !== 'running'),
  );
}

/**
 * Every violation of one screen in both themes and at both widths, one line each. `darkAt: 'wide'` leaves out the narrow page in the dark
 * theme, whose colours are those of the wide one; only what frames every page shows more there, and is looked at once.
 */
export async function violationsOf(
  page: Page,
  screen: string,
  { darkAt = 'both' }: { readonly darkAt?: 'both' | 'wide' } = {},
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const size of colorScheme === 'dark' && darkAt === 'wide' ? SIZES.slice(0, 1) : SIZES) {
      await page.setViewportSize(size);
      await settle(page);
      const { violations } = await axe(page, colorScheme).analyze();
      for (const { id, nodes } of violations) {
        const where = nodes.map(({ target }) => target.join(' ')).slice(0, 3);
        found.push(`${screen} (${colorScheme}, ${size.width} px): ${id} at ${where.join(' and ')}`);
      }
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (overflow > 0) found.push(`${screen} (${size.width} px): ${overflow} px wider than the window`);
    }
  }
  return found;
}
