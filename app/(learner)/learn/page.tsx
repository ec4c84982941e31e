import type { Metadata } from 'next';
import { OwnReports } from '@/components/problem-report/own-reports';
import { LearnerHome } from '@/components/quiz/learner-home';
import { loadLearnerHome } from '@/lib/features/attempt/loaders';
import { loadOwnReports } from '@/lib/features/problem-report/loaders';

export const metadata: Metadata = { title: 'Your exams' };

export default async function LearnPage() {
  const [home, reports] = await Promise.all([loadLearnerHome(), loadOwnReports()]);
  return (
    <>
      <LearnerHome {...home} />
      <OwnReports reports={reports} timeZone={home.timeZone} />
    </>
  );
}
