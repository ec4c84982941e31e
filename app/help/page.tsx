import type { Metadata } from 'next';
import { ExamKeys } from '@/components/help/exam-keys';
import { Questions } from '@/components/help/questions';
import { ReadingNumbers } from '@/components/help/reading-numbers';
import { MAIN_ID, ShellFooter, SkipLink } from '@/components/shell/app-shell';
import { TextLink } from '@/components/ui/button-link';
import { PageHeader } from '@/components/ui/page-header';
import { Wordmark } from '@/components/ui/wordmark';
import { paths } from '@/lib/ui/paths';

export const metadata: Metadata = { title: 'Help' };

/** Public: it explains, and shows nobody's data. */
export default function HelpPage() {
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      <header className="mx-auto flex w-full max-w-4xl items-center justify-between gap-4 px-4 pt-8">
        <Wordmark />
        <TextLink href={paths.home}>Go to your start page</TextLink>
      </header>
      <main id={MAIN_ID} tabIndex={-1} className="mx-auto flex w-full max-w-4xl flex-col gap-8 px-4 py-8">
        <PageHeader
          title="Help"
          finding="How to read what Cutscore shows, and what it does with your answers."
        />
        <ReadingNumbers />
        <ExamKeys />
        <Questions />
      </main>
      <ShellFooter />
    </div>
  );
}
