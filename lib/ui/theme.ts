export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** The cookie that keeps the choice: the server renders `<html data-theme>` from it, so no wrong theme is painted. */
export const THEME_COOKIE = 'theme';

/** Reads a cookie's value; anything unknown, or none, follows the system. */
export function parseTheme(value: string | undefined): Theme {
  return THEMES.find((theme) => theme === value) ?? 'system';
}
