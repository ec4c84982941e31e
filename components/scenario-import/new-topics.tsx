'use client';

import { Select } from '@/components/ui/text-control';
import { coverage, coverageSentence } from '@/lib/domain/blueprint/coverage';
import type { CertificationChoice, PreviewItem, TopicChoice } from '@/lib/features/scenario-import/contract';
import { formatCount, formatPercent } from '@/lib/ui/format';
import { itemKey } from './draft';
import type { StepProps } from './step';

/** Topics in use, with the domain of the exam that each counts for. Only topics that are made here can be mapped here. */
export function NewTopics({
  items,
  draft,
  change,
  topics,
  certification,
}: Pick<StepProps, 'draft' | 'change'> & {
  items: readonly PreviewItem[];
  topics: readonly TopicChoice[];
  certification: CertificationChoice | null;
}) {
  const counts = new Map<string, number>();
  for (const item of items) {
    const name = (draft.topicOfItem[itemKey(item)] ?? '').trim();
    if (name !== '') counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  if (counts.size === 0 || certification === null) {
    return certification === null && counts.size > 0 ? (
      <p className="measure text-muted">
        The bank has no certification, so topics can’t be mapped to the domains of an exam yet.
      </p>
    ) : null;
  }
  const known = new Map(topics.map((topic) => [topic.name, topic]));
  const domainOf = (name: string): string | null => {
    const topic = known.get(name);
    if (topic === undefined) return draft.domainOfTopic[name] || null;
    return topic.domainIds.find((id) => certification.domains.some((domain) => domain.id === id)) ?? null;
  };
  const rows = [...counts].sort(([one], [other]) => one.localeCompare(other));
  const covered = coverage(
    certification.domains.map((domain) => ({ ...domain, domainId: domain.id })),
    rows.map(([name, count]) => ({ domainId: domainOf(name), count })),
  );
  return (
    <div className="flex flex-col gap-3">
      <h4 className="text-17 font-semibold">Domains of {certification.name}</h4>
      <p className="measure">
        {coverageSentence(covered)}
        {covered.unmappedCount > 0
          ? ` ${formatCount(covered.unmappedCount, { one: 'question counts', other: 'questions count' })} for no domain.`
          : ''}
      </p>
      <ul className="flex max-w-4xl flex-col border-t border-hairline">
        {rows.map(([name, count]) => (
          <li
            key={name}
            className="grid items-center gap-x-6 gap-y-1 border-b border-hairline py-1.5 sm:grid-cols-[1fr_1fr]"
          >
            <span>
              {name}{' '}
              <span className="text-muted tabular-nums">
                {formatCount(count, { one: 'question', other: 'questions' })}
                {known.has(name) ? '' : ', new topic'}
              </span>
            </span>
            {known.has(name) ? (
              <span className="text-muted">
                {certification.domains.find((domain) => domain.id === domainOf(name))?.name ??
                  'Not mapped. Map it on the page of the certification.'}
              </span>
            ) : (
              <Select
                aria-label={`Domain of ${name}`}
                value={draft.domainOfTopic[name] ?? ''}
                onChange={(event) =>
                  change({ domainOfTopic: { ...draft.domainOfTopic, [name]: event.target.value } })
                }
              >
                <option value="">No domain</option>
                {certification.domains.map((domain) => (
                  <option key={domain.id} value={domain.id}>
                    {domain.name} ({formatPercent(domain.weightPercent)})
                  </option>
                ))}
              </Select>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
