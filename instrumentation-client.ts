import { PAGE_MARK_HEADER } from '@/lib/domain/access/page-mark';

/**
 * Runs in the browser before anything else: every request of this site's scripts, the router's own among them, says which page it
 * comes from. So a tab stays in its organisation whatever another tab has switched to.
 */
const plainFetch = window.fetch.bind(window);

window.fetch = (input, init) => {
  const marked = document.querySelector<HTMLElement>('[data-page-mark]');
  const mark = marked?.dataset.pageMark;
  const url = new URL(input instanceof Request ? input.url : input, window.location.href);
  if (!mark || url.origin !== window.location.origin) return plainFetch(input, init);
  const headers = new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined));
  headers.set(PAGE_MARK_HEADER, mark);
  return plainFetch(input, { ...init, headers });
};
