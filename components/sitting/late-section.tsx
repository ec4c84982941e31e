import { ListSearch, NoneMatch } from '@/components/lists/list-search';
import { LATE, type RoomView } from '@/lib/features/attempt-act/contract';
import { paths } from '@/lib/ui/paths';
import { LateAnswers } from './late-answers';

/** Late answers that wait, searched by name where there are many, and the decision about them. */
export function LateSection({
  assignmentId,
  room: { late, lateQuery: query },
  timeZone,
}: {
  assignmentId: string;
  room: Pick<RoomView, 'late' | 'lateQuery'>;
  timeZone: string;
}) {
  const place = { path: paths.assignment(assignmentId), anchor: 'late' };
  return (
    <>
      {query.q !== '' || late.total > late.pageSize ? (
        <ListSearch label="Find a person" query={query} list={LATE} {...place} />
      ) : null}
      {late.total === 0 ? (
        <NoneMatch what="people" {...place} />
      ) : (
        <LateAnswers
          key={late.total}
          assignmentId={assignmentId}
          late={late}
          query={query}
          timeZone={timeZone}
        />
      )}
    </>
  );
}
