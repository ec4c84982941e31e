import { ButtonLink } from '@/components/ui/button-link';
import { Section } from '@/components/ui/page-header';
import { scoreChangeText } from '@/lib/domain/key-correction/consequence';
import type { GradeNotice } from '@/lib/features/key-correction/contract';
import { formatDate } from '@/lib/ui/format';
import { paths } from '@/lib/ui/paths';
import { passChangeText } from './pass-change-text';

/** On the learner's first page until they have looked: a correction changed a result of theirs. */
export function GradeNotices({ notices, timeZone }: { notices: readonly GradeNotice[]; timeZone: string }) {
  if (notices.length === 0) return null;
  return (
    <Section title="A key was corrected">
      <ul className="flex flex-col">
        {notices.map((notice) => (
          <li
            key={notice.attemptId}
            className="flex flex-wrap items-center justify-between gap-x-8 gap-y-3 border-b border-hairline py-3 first:pt-0 last:border-b-0 last:pb-0"
          >
            <p className="measure">
              <span className="font-semibold">{notice.examName}</span>: key corrected on{' '}
              {formatDate(notice.changedAt, timeZone)},{' '}
              {scoreChangeText(notice.correctBefore, notice.correctAfter)}
              {passChangeText(notice)}.
            </p>
            <ButtonLink href={paths.attemptResults(notice.attemptId)} prefetch={false}>
              See what changed<span className="sr-only"> in {notice.examName}</span>
            </ButtonLink>
          </li>
        ))}
      </ul>
    </Section>
  );
}
