import type { Metadata } from 'next';
import { AttemptPlayer } from '@/components/quiz/attempt-player';
import { loadPlayer } from '@/lib/features/attempt/loaders';

export const metadata: Metadata = { title: 'Exam' };

export default async function AttemptPage({ params }: { params: Promise<{ attemptId: string }> }) {
  const { player, email, seal, timeZone } = await loadPlayer((await params).attemptId);
  return <AttemptPlayer player={player} email={email} seal={seal} timeZone={timeZone} />;
}
