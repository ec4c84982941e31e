import type { Metadata } from 'next';
import { LearnerHome } from '@/components/quiz/learner-home';
import { TextLink } from '@/components/ui/button-link';
import { loadLearnerHome } from '@/lib/features/attempt/loaders';
import { paths } from '@/lib/ui/paths';

export const metadata: Metadata = { title: 'Your exams' };

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function LearnPage({ searchParams }: Props) {
  return (
    <>
      <LearnerHome {...(await loadLearnerHome(await searchParams))} />
      <p className="border-t border-hairline pt-5">
        <TextLink href={paths.ownReports}>Your reports about questions</TextLink>
      </p>
    </>
  );
}
