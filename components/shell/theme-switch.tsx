'use client';

import { useSyncExternalStore } from 'react';
import { parseTheme, THEME_COOKIE, THEMES, type Theme } from '@/lib/ui/theme';

const ONE_YEAR_SECONDS = 31_536_000;
const WORDS = { system: 'As the system', light: 'Light', dark: 'Dark' } as const satisfies Record<
  Theme,
  string
>;

/** The attribute on <html> is the state: the server wrote it from the cookie, and this is its only other writer. */
function subscribe(notify: () => void): () => void {
  const observer = new MutationObserver(notify);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}
const chosen = (): Theme => parseTheme(document.documentElement.dataset.theme);

function choose(theme: Theme): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API isn't in every supported browser
  document.cookie = `${THEME_COOKIE}=${theme}; path=/; max-age=${ONE_YEAR_SECONDS}; samesite=lax`;
  document.documentElement.dataset.theme = theme;
}

/** Light, dark or as the system has it; kept in a cookie, so that the next page is painted right at once. */
export function ThemeSwitch() {
  const theme = useSyncExternalStore(subscribe, chosen, () => 'system' as const);
  return (
    <fieldset className="flex flex-wrap items-center gap-x-1">
      <legend className="sr-only">Appearance</legend>
      {THEMES.map((option) => (
        <label
          key={option}
          className="flex min-h-11 cursor-pointer items-center rounded-control px-2 hover:text-ink has-checked:font-semibold has-checked:text-ink has-checked:underline has-checked:decoration-accent has-checked:decoration-2 has-checked:underline-offset-6 has-focus-visible:outline-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name="appearance"
            value={option}
            checked={theme === option}
            onChange={() => choose(option)}
            className="sr-only"
          />
          {WORDS[option]}
        </label>
      ))}
    </fieldset>
  );
}
