import { LearnerPreview } from '@/components/item-editor/learner-preview';
import { Section } from '@/components/ui/page-header';
import type { ItemDetail } from '@/lib/features/question-bank/contract';
import { ItemView } from './item-view';

/** An item twice: as a learner has it before them, and as the review explains it. */
export function ItemReading({ item }: { item: Pick<ItemDetail, 'stimulus' | 'content'> }) {
  return (
    <>
      <Section
        title="As a learner gets it"
        description="Try it: nothing is stored. Each learner may get another order."
      >
        <div className="max-w-3xl">
          <LearnerPreview content={item.content} stimulus={item.stimulus} />
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
