import type { Metadata } from 'next';
import { cutText } from '@/components/dashboard/cut-text';
import { evidenceHref, practiceHref } from '@/components/dashboard/evidence-href';
import { ItemsInTopic } from '@/components/dashboard/items-in-topic';
import { LearnerPager, LearnerSearch } from '@/components/dashboard/learner-search';
import { LearnersInTopic } from '@/components/dashboard/learners-in-topic';
import { topicFinding } from '@/components/dashboard/topic-finding';
import { ButtonLink } from '@/components/ui/button-link';
import { PageHeader, Section } from '@/components/ui/page-header';
import { toListParameters } from '@/lib/domain/kernel/page';
import { evidenceView } from '@/lib/features/evidence/contract';
import { loadTopicEvidence } from '@/lib/features/evidence/loaders';
import { QUESTIONS } from '@/lib/features/item-evidence/contract';
import { loadItemSummaries } from '@/lib/features/item-evidence/loaders';
import { paths, withQuery } from '@/lib/ui/paths';

export const metadata: Metadata = { title: 'Topic' };

interface Props {
  params: Promise<{ cohortId: string; topicId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function TopicPage({ params, searchParams }: Props) {
  const { cohortId, topicId } = await params;
  const search = await searchParams;
  const view = evidenceView.parse(search);
  const [{ view: evidence, timeZone }, questions] = await Promise.all([
    loadTopicEvidence(cohortId, topicId, view),
    loadItemSummaries(cohortId, topicId, search),
  ]);
  const { topic } = evidence;
  const path = paths.teachTopic(cohortId, topicId);
  const ofQuestions = { present: view.present ?? null, ...toListParameters({ q: view.q, page: view.page }) };
  const keep = { present: view.present ?? null, ...toListParameters(questions.query, QUESTIONS) };
  return (
    <>
      <PageHeader
        crumbs={[
          { href: paths.teach, label: 'Weaknesses' },
          { href: evidenceHref(cohortId, view, { q: '' }), label: evidence.cohortName },
        ]}
        title={evidence.name}
        finding={topicFinding(evidence)}
        actions={
          topic.practiceBankId ? (
            <ButtonLink href={practiceHref(topicId, topic.practiceBankId)}>Assign practice</ButtonLink>
          ) : null
        }
      />
      <Section
        title="Questions"
        id={QUESTIONS}
        description="First meetings only, in exams given to this cohort or to one of its people. Facility is the share that was right; discrimination compares it with the rest of the same exam, from −1 to 1. Under 10 answers there are counts only; under 30, take a figure as provisional."
      >
        <ItemsInTopic cohortId={cohortId} topicId={topicId} keep={ofQuestions} {...questions} />
      </Section>
      <Section
        title="Learners"
        id="learners"
        description={`${cutText(evidence.cut)}. Weakest first, as far as it is known for sure.`}
      >
        <LearnerSearch list={evidence.learnerList} view={view} path={path} keep={keep} />
        <LearnersInTopic evidence={evidence} timeZone={timeZone} />
        <LearnerPager
          list={evidence.learnerList}
          rows={evidence.learners}
          href={(page) => withQuery(path, { ...keep, ...toListParameters({ q: view.q, page }) })}
        />
      </Section>
    </>
  );
}
