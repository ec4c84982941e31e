import { Section } from '@/components/ui/page-header';
import { toListParameters } from '@/lib/domain/kernel/page';
import { COMMENTS, type ItemRecord, type RecordQuery, STEPS } from '@/lib/features/item-life/contract';
import { CommentForm, ItemComments } from './item-comments';
import { ItemHistory } from './item-history';
import { PartOfList } from './part-of-list';

/** What happened to an item, and what staff say about it. */
export function ItemLifeSections({
  itemId,
  current,
  record,
  query,
  keep,
  timeZone,
}: {
  itemId: string;
  /** The version that the page shows. */
  current: { readonly id: string; readonly version: number } | undefined;
  record: ItemRecord;
  query: RecordQuery;
  /** What the list of versions has in the address. */
  keep: Readonly<Record<string, string | number | null>>;
  timeZone: string;
}) {
  const ofSteps = toListParameters(query.steps, STEPS);
  const ofComments = toListParameters(query.comments, COMMENTS);
  return (
    <>
      <Section title="State" id={STEPS} description="Only live questions are drawn for new attempts.">
        <PartOfList
          itemId={itemId}
          list={STEPS}
          label="Find a step"
          noun={{ one: 'step', other: 'steps' }}
          query={query.steps}
          page={record.events}
          keep={{ ...keep, ...ofComments }}
        >
          <ItemHistory events={record.events.rows} timeZone={timeZone} />
        </PartOfList>
      </Section>
      {current ? (
        <Section title="Comments" id={COMMENTS}>
          <PartOfList
            itemId={itemId}
            list={COMMENTS}
            label="Find a comment"
            noun={{ one: 'comment', other: 'comments' }}
            query={query.comments}
            page={record.comments}
            keep={{ ...keep, ...ofSteps }}
          >
            <ItemComments
              comments={record.comments.rows}
              timeZone={timeZone}
              currentVersion={current.version}
            />
          </PartOfList>
          <CommentForm itemId={itemId} versionId={current.id} count={record.comments.total} />
        </Section>
      ) : null}
    </>
  );
}
