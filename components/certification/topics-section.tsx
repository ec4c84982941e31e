import { ListSearch, NoneMatch } from '@/components/lists/list-search';
import { Pager } from '@/components/lists/pager';
import { EmptyState } from '@/components/ui/empty-state';
import { Section } from '@/components/ui/page-header';
import { type ListQuery, toListParameters } from '@/lib/domain/kernel/page';
import { type CertificationView, TOPICS } from '@/lib/features/certification/contract';
import { formatCount } from '@/lib/ui/format';
import { paths, withQuery } from '@/lib/ui/paths';
import { CreateTopicForm, RenameTopicForm } from './topic-forms';
import { TopicMapping } from './topic-mapping';

const QUESTIONS = { one: 'question', other: 'questions' } as const;

/** Topics are the organisation's own words; here each is given its place in the exam. */
export function TopicsSection({
  certification,
  query,
}: {
  certification: CertificationView;
  query: ListQuery;
}) {
  const { current, id, topics, listed, withoutTopicCount } = certification;
  const path = paths.certification(id);
  const place = { path, anchor: TOPICS };
  return (
    <Section
      title="Topics"
      id={TOPICS}
      description={
        withoutTopicCount > 0
          ? `${formatCount(withoutTopicCount, QUESTIONS)} of its banks have no topic and count for no domain until they get one.`
          : 'A topic is what a question is about, in your words. It counts for one domain of the exam.'
      }
    >
      {topics.length === 0 ? (
        <EmptyState title="There are no topics yet">
          <p>Add the first one below, or import questions with topics.</p>
        </EmptyState>
      ) : (
        <>
          <ListSearch label="Find a topic" query={query} list={TOPICS} {...place} />
          {listed.total === 0 ? (
            <NoneMatch what="topics" {...place} />
          ) : (
            <TopicMapping key={current.id} certificationId={id} blueprint={current} topics={listed.rows} />
          )}
          <Pager
            page={listed}
            noun={{ one: 'topic', other: 'topics' }}
            href={(page) => `${withQuery(path, toListParameters({ ...query, page }, TOPICS))}#${TOPICS}`}
          />
        </>
      )}
      <div className="grid gap-x-12 gap-y-6 pt-2 md:grid-cols-2">
        <CreateTopicForm />
        {topics.length > 0 ? <RenameTopicForm topics={topics} /> : null}
      </div>
    </Section>
  );
}
