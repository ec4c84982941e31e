import { DownloadLink } from '@/components/forms/download-link';
import { ButtonLink } from '@/components/ui/button-link';
import { Flash, Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import type { ImportDetail } from '@/lib/features/import-history/contract';
import { formatCount } from '@/lib/ui/format';
import { paths } from '@/lib/ui/paths';
import { resultWords } from './import-facts';
import { RetireImported } from './retire-imported';
import { STEPS } from './step-names';
import { UndoImport } from './undo-import';
import { WizardSteps } from './wizard-steps';

/** The head of an import's page: what it gave, what became of it, and the way back. Right after the act it is step 5. */
export function ImportFinding({
  detail,
  isDone,
  wasUndone,
  retired,
}: {
  detail: ImportDetail;
  isDone: boolean;
  wasUndone: boolean;
  /** How many questions were just retired; null when none were. */
  retired: number | null;
}) {
  const isUndone = detail.undoneAt !== null;
  return (
    <>
      <PageHeader
        title={detail.sourceName}
        crumbs={[{ href: paths.imports, label: 'Imports' }]}
        finding={`${resultWords(detail)}${isUndone ? ' It was undone.' : ''}`}
        actions={
          isUndone ? null : (
            <>
              {detail.bankId === null ? null : (
                <ButtonLink href={paths.bank(detail.bankId)}>Open the bank</ButtonLink>
              )}
              {detail.counts.changed > 0 ? (
                <ButtonLink href={paths.importKeyChanges(detail.id)}>Changed keys</ButtonLink>
              ) : null}
              {detail.undoObstacle === null && detail.undoPlan ? (
                <UndoImport importId={detail.id} plan={detail.undoPlan} bankName={detail.bankName} />
              ) : (
                <RetireImported importId={detail.id} count={detail.retirableCount} />
              )}
            </>
          )
        }
      />
      {isDone && !isUndone ? (
        <>
          <WizardSteps current={STEPS.length} />
          <Flash undo={<ButtonLink href={paths.newImport}>Import another</ButtonLink>}>
            The import is done.
          </Flash>
        </>
      ) : null}
      {wasUndone && isUndone ? (
        <Flash>
          The import was undone.{' '}
          {detail.bankId === null
            ? 'The bank that it made is gone as well.'
            : 'The bank is as it was before.'}
        </Flash>
      ) : null}
      {retired === null ? null : (
        <Flash>{`${formatCount(retired, { one: 'question was', other: 'questions were' })} retired.`}</Flash>
      )}
      {detail.counts.skipped > 0 ? <Rejected detail={detail} /> : null}
      {!isUndone && detail.undoObstacle ? (
        <Notice title="This import can’t be undone">{detail.undoObstacle}</Notice>
      ) : null}
    </>
  );
}

/** What was left out, as a file in the format of the source; corrected, it can be imported by itself. */
function Rejected({ detail }: { detail: ImportDetail }) {
  const { skipped } = detail.counts;
  return (
    <Notice
      tone="warning"
      title={`${formatCount(skipped, { one: 'question was', other: 'questions were' })} left out because of errors.`}
    >
      <DownloadLink className="link" href={paths.rejectedQuestions(detail.id)}>
        Download {skipped === 1 ? 'it' : 'them'} with what is wrong as comments
      </DownloadLink>
      , correct {skipped === 1 ? 'it' : 'them'} and import the file.
    </Notice>
  );
}
