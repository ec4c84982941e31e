import { useEffect } from 'react';

const QUESTION = 'Leave without saving? This browser keeps what you wrote for a week.';

/** Asks before the page is left while something isn't saved: by a link within the product, or by the browser itself. */
export function useLeaveGuard(isDirty: boolean): void {
  useEffect(() => {
    if (!isDirty) return;
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
      const href = link?.getAttribute('href') ?? '#';
      if (href.startsWith('#') || event.metaKey || event.ctrlKey || link?.getAttribute('target') === '_blank')
        return;
      if (!window.confirm(QUESTION)) {
        event.preventDefault();
        event.stopPropagation();
      }
    };
    window.addEventListener('beforeunload', onUnload);
    document.addEventListener('click', onClick, true);
    return () => {
      window.removeEventListener('beforeunload', onUnload);
      document.removeEventListener('click', onClick, true);
    };
  }, [isDirty]);
}
