import { Section } from '@/components/ui/page-header';
import type { ItemRecord, RecordQuery } from '@/lib/features/item-life/contract';
import { CommentForm, ItemComments } from './item-comments';
import { ItemHistory } from './item-history';
import { PartOfList } from './part-of-list';

/** What happened to an item, and what staff say about it. */
export function ItemLifeSections({
  itemId,
  current,
  record,
  query,
  timeZone,
}: {
  itemId: string;
  /** The version that the page shows. */
  current: { readonly id: string; readonly version: number } | undefined;
  record: ItemRecord;
  query: RecordQuery;
  timeZone: string;
}) {
  return (
    <>
      <Section title="State" id="steps" description="Only live questions are drawn for new attempts.">
        <PartOfList
          itemId={itemId}
          list="steps"
          label="Find a step"
          noun={{ one: 'step', other: 'steps' }}
          query={query}
          page={record.events}
        >
          <ItemHistory events={record.events.rows} timeZone={timeZone} />
        </PartOfList>
      </Section>
      {current ? (
        <Section title="Comments" id="comments">
          <PartOfList
            itemId={itemId}
            list="comments"
            label="Find a comment"
            noun={{ one: 'comment', other: 'comments' }}
            query={query}
            page={record.comments}
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
