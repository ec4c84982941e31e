/** Contexts and the root, which say where a bank lies and not what a question is about. */
const PLACES = /^(?:\$[a-z]+\d*\$|top|default for .*)$/i;

/** The topic that a category's path names, or null: `$course$/top/Cloud/Storage` is "Cloud / Storage". `//` is a slash in a name. */
export function topicOfCategory(path: string): string | null {
  const segments = path
    .replaceAll('//', '\u0000')
    .split('/')
    .map((segment) => segment.replaceAll('\u0000', '/').trim())
    .filter((segment) => segment !== '' && !PLACES.test(segment));
  return segments.length === 0 ? null : segments.join(' / ');
}
