import type { Metadata } from 'next';
import { LearnerHome } from '@/components/quiz/learner-home';
import { loadLearnerHome } from '@/lib/features/attempt/loaders';

export const metadata: Metadata = { title: 'Your exams' };

export default async function LearnPage() {
  return <LearnerHome {...(await loadLearnerHome())} />;
}
