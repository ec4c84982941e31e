import type { Metadata } from 'next';
import { QuietPage } from '@/components/quiz/quiet-page';
import { Results } from '@/components/quiz/results/results';
import { ResultsWaiting } from '@/components/quiz/results/results-waiting';
import { parseReviewFilter } from '@/components/quiz/results/review-filter';
import { loadResults } from '@/lib/features/attempt/loaders';
import { loadVisitor } from '@/lib/features/identity/loaders';

export const metadata: Metadata = { title: 'Results' };

interface Props {
  params: Promise<{ attemptId: string }>;
  searchParams: Promise<{ show?: string | string[]; report?: string | string[] }>;
}

export default async function ResultsPage({ params, searchParams }: Props) {
  const { view, practice, timeZone } = await loadResults((await params).attemptId);
  const { organisation } = await loadVisitor();
  const { show, report } = await searchParams;
  return (
    <QuietPage organisationName={organisation.name}>
      {view.kind === 'waiting' ? (
        <ResultsWaiting view={view} timeZone={timeZone} />
      ) : (
        <Results
          results={view.results}
          practice={practice}
          filter={parseReviewFilter(show)}
          reportAt={typeof report === 'string' ? Number(report) : null}
          timeZone={timeZone}
        />
      )}
    </QuietPage>
  );
}
