import { Section } from '@/components/ui/page-header';
import type { ItemRecord } from '@/lib/features/item-life/contract';
import { ItemComments } from './item-comments';
import { ItemHistory } from './item-history';

/** What happened to an item, and what staff say about it. */
export function ItemLifeSections({
  itemId,
  current,
  record,
  timeZone,
}: {
  itemId: string;
  /** The version that the page shows. */
  current: { readonly id: string; readonly version: number } | undefined;
  record: ItemRecord;
  timeZone: string;
}) {
  return (
    <>
      <Section title="State" description="Only live questions are drawn for new attempts.">
        <ItemHistory events={record.events} timeZone={timeZone} />
      </Section>
      {current ? (
        <Section title="Comments">
          <ItemComments
            itemId={itemId}
            versionId={current.id}
            currentVersion={current.version}
            comments={record.comments}
            timeZone={timeZone}
          />
        </Section>
      ) : null}
    </>
  );
}
