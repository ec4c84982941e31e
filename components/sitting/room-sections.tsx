import { Section } from '@/components/ui/page-header';
import { ACTS, type RoomView } from '@/lib/features/attempt-act/contract';
import { ActForm } from './act-form';
import { ActHistory } from './act-history';
import { LateAnswers } from './late-answers';

/** What staff do to the sittings of an assignment: late answers that wait, a form for every act, what was done and the way back. */
export function RoomSections({
  assignmentId,
  room,
  running,
  timeZone,
}: {
  assignmentId: string;
  room: RoomView;
  /** How many sit it now. */
  running: number;
  timeZone: string;
}) {
  const { acts, actsQuery, late, lateQuery } = room;
  return (
    <>
      <LateAnswers assignmentId={assignmentId} late={late} query={lateQuery} timeZone={timeZone} />
      <Section
        title="Act on sittings"
        id={ACTS}
        description="Each act is recorded, with a way back. Whoever sits the exam and is connected sees it within ten seconds."
      >
        <ActForm assignmentId={assignmentId} running={running} acts={acts.total} timeZone={timeZone} />
        <ActHistory assignmentId={assignmentId} acts={acts} query={actsQuery} timeZone={timeZone} />
      </Section>
    </>
  );
}
