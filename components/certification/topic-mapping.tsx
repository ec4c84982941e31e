'use client';

import { ActionForm } from '@/components/forms/action-form';
import { FormOutcome } from '@/components/forms/form-outcome';
import { useAct } from '@/components/forms/use-act';
import { SubmitButton } from '@/components/ui/submit-button';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { Select } from '@/components/ui/text-control';
import type { BlueprintView, MappedTopic } from '@/lib/features/certification/contract';
import { mapTopics } from '@/lib/features/topic/actions';
import { formatNumber } from '@/lib/ui/format';

/** Which domain each topic counts for, all in one form: the decisions are compared with each other while they are made. */
export function TopicMapping({
  certificationId,
  blueprint,
  topics,
}: {
  certificationId: string;
  blueprint: BlueprintView;
  topics: readonly MappedTopic[];
}) {
  const act = useAct(mapTopics);
  const { state } = act;
  return (
    <ActionForm act={act} className="flex flex-col items-start gap-4">
      <FormOutcome state={state} />
      <input type="hidden" name="certificationId" value={certificationId} />
      <input type="hidden" name="blueprintVersionId" value={blueprint.id} />
      <div className="w-full max-w-4xl">
        <Table caption="Topics, with the domain that each counts for" captionHidden>
          <TableHead>
            <Th>Topic</Th>
            <Th numeric>Questions in use</Th>
            <Th>Counts for</Th>
          </TableHead>
          <TableBody>
            {topics.map((topic) => (
              <TopicRow key={`${topic.id} ${topic.domainId}`} topic={topic} blueprint={blueprint} />
            ))}
          </TableBody>
        </Table>
      </div>
      <SubmitButton variant="secondary" pendingLabel="Saving">
        Save domains
      </SubmitButton>
    </ActionForm>
  );
}

function TopicRow({ topic, blueprint }: { topic: MappedTopic; blueprint: BlueprintView }) {
  return (
    <Tr>
      <Th scope="row">{topic.name}</Th>
      <Td numeric>{formatNumber(topic.itemCount)}</Td>
      <Td>
        <input type="hidden" name="topicId" value={topic.id} />
        <div className="min-w-60">
          <Select name="domainId" aria-label={`Domain of ${topic.name}`} defaultValue={topic.domainId ?? ''}>
            <option value="">No domain of this exam</option>
            {blueprint.domains.map((domain) => (
              <option key={domain.id} value={domain.id}>
                {domain.name}
              </option>
            ))}
          </Select>
        </div>
      </Td>
    </Tr>
  );
}
