import type { Metadata } from 'next';
import { LearnerHome } from '@/components/quiz/learner-home';
import { TextLink } from '@/components/ui/button-link';
import { loadLearnerHome } from '@/lib/features/attempt/loaders';
import { paths } from '@/lib/ui/paths';

export const metadata: Metadata = { title: 'Your exams' };

export default async function LearnPage() {
  return (
    <>
      <LearnerHome {...(await loadLearnerHome())} />
      <p className="border-t border-hairline pt-5">
        <TextLink href={paths.ownReports}>Your reports about questions</TextLink>
      </p>
    </>
  );
}
