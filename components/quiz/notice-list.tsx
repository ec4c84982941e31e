import type { AttemptNotice } from '@/lib/domain/attempt/staff-act';
import { formatDateTime } from '@/lib/ui/format';
import { noticeKey, noticeWords } from '@/lib/words/notice-words';

/** What staff did to a sitting, with date and reason, where its learner looks afterwards. */
export function NoticeList({ notices, timeZone }: { notices: readonly AttemptNotice[]; timeZone: string }) {
  if (notices.length === 0) return null;
  return (
    <section aria-label="From your instructors" className="flex max-w-3xl flex-col gap-2">
      <h2 className="text-20 font-semibold">From your instructors</h2>
      <ul className="border-t border-hairline">
        {notices.map((notice) => {
          const { at, text, reason } = noticeWords(notice);
          return (
            <li key={noticeKey(notice)} className="flex flex-col gap-0.5 border-b border-hairline py-2">
              <span>
                {text} <q>{reason}</q>
              </span>
              <span className="text-13 text-muted">{formatDateTime(at, timeZone)}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
