import { RichText } from '@/components/content/rich-text';
import { Section } from '@/components/ui/page-header';
import type { ItemDetail } from '@/lib/features/question-bank/contract';
import { ItemView } from './item-view';

/** An item twice: as a learner has it before them, and as the review explains it. */
export function ItemReading({ item }: { item: Pick<ItemDetail, 'stimulus' | 'content'> }) {
  return (
    <>
      <Section
        title="As a learner reads it"
        description="Before shuffling. Each learner may get another order."
      >
        {item.stimulus ? (
          <div className="max-w-3xl rounded-control bg-sunken px-5 py-4">
            <RichText content={item.stimulus} />
          </div>
        ) : null}
        <div className="max-w-3xl">
          <ItemView content={item.content} />
        </div>
      </Section>
      <Section
        title="Key and rationales"
        description="What a learner sees once the result is released in full."
      >
        <div className="max-w-3xl">
          <ItemView content={item.content} showKey />
        </div>
      </Section>
    </>
  );
}
