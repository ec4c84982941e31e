import { DefinitionList } from '@/components/ui/definition-list';
import { Notice } from '@/components/ui/notice';
import { checkWeights, weightNote } from '@/lib/domain/blueprint/domain-weight';
import type { BlueprintView } from '@/lib/features/certification/contract';
import { formatDate, formatDuration, formatNumber, formatPercent } from '@/lib/ui/format';

/** Days carry no zone of their own. */
const DAYS = 'UTC';

/** What the exam is taken to be, with where every value comes from and how old it is. */
export function BlueprintFacts({ blueprint }: { blueprint: BlueprintView }) {
  const { validityMonths, guideDate } = blueprint;
  const note = weightNote(checkWeights(blueprint.domains));
  return (
    <div className="flex flex-col gap-4">
      <Notice tone="warning" title="Verify before relying on it">
        {blueprint.source} As of {formatDate(blueprint.asOf, DAYS)}. {note}
      </Notice>
      <DefinitionList
        items={[
          {
            term: 'Guide',
            value: `${blueprint.label}${guideDate ? `, in force from ${formatDate(guideDate, DAYS)}` : ''}`,
          },
          { term: 'Scored questions', value: formatNumber(blueprint.questionCount) },
          { term: 'Time', value: formatDuration(blueprint.minutes * 60) },
          { term: 'Cut', value: `${formatPercent(blueprint.cutPercent)}, ${blueprint.cutSource}` },
          {
            term: 'Valid for',
            value: validityMonths === null ? 'Not known' : `${formatNumber(validityMonths)} months`,
          },
          { term: 'Version here', value: `${blueprint.version}` },
        ]}
      />
    </div>
  );
}
