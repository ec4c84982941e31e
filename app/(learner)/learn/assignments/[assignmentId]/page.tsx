import type { Metadata } from 'next';
import { StartCard } from '@/components/quiz/start-card';
import { loadStartCard } from '@/lib/features/attempt/loaders';

interface Props {
  params: Promise<{ assignmentId: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await loadStartCard((await params).assignmentId)).assignment.examName };
}

export default async function StartPage({ params }: Props) {
  return <StartCard {...(await loadStartCard((await params).assignmentId))} />;
}
