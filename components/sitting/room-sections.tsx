import { Section } from '@/components/ui/page-header';
import { ACTS, LATE, type RoomView } from '@/lib/features/attempt-act/contract';
import { ActForm } from './act-form';
import { ActHistory } from './act-history';
import { LateSection } from './late-section';

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
      {late.total > 0 || lateQuery.q !== '' ? (
        <Section
          title="Late answers"
          id={LATE}
          description="They came after the end, from a device that had been cut off. They are kept apart until you decide."
        >
          <LateSection assignmentId={assignmentId} room={room} timeZone={timeZone} />
        </Section>
      ) : null}
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
