import { ButtonLink, TextLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { Section } from '@/components/ui/page-header';
import { State } from '@/components/ui/state';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { OverviewView, RecentImport } from '@/lib/features/organisation/contract';
import { formatDateTime, formatNumber } from '@/lib/ui/format';
import { paths } from '@/lib/ui/paths';
import type { Decision } from './overview-sentence';

export function DecisionsSection({ decisions }: { decisions: readonly Decision[] }) {
  return (
    <Section title="Needs a decision">
      {decisions.length === 0 ? (
        <p className="text-muted">Nothing at the moment.</p>
      ) : (
        <ul className="border-t border-hairline">
          {decisions.map((decision) => (
            <li
              key={decision.what + decision.href}
              className="flex flex-wrap items-center justify-between gap-x-8 gap-y-2 border-b border-hairline py-3"
            >
              <div className="flex min-w-0 flex-col gap-0.5">
                <p className="font-semibold">{decision.what}</p>
                <p className="text-muted">{decision.why}</p>
              </div>
              <ButtonLink href={decision.href} size="compact">
                {decision.act}
              </ButtonLink>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

export function ImportsSection({
  imports,
  timeZone,
}: {
  imports: readonly RecentImport[];
  timeZone: string;
}) {
  return (
    <Section
      title="Came in"
      actions={
        <ButtonLink href={paths.newImport} icon="upload">
          Import questions
        </ButtonLink>
      }
    >
      {imports.length === 0 ? (
        <EmptyState title="Nothing was imported yet">
          <p>Paste a scenario post or choose a file; you see every question before anything is saved.</p>
        </EmptyState>
      ) : (
        <Table caption="The last imports, newest first" captionHidden>
          <TableHead>
            <Th>Source</Th>
            <Th>Bank</Th>
            <Th numeric>Questions</Th>
            <Th>By</Th>
            <Th>When</Th>
            <Th>State</Th>
          </TableHead>
          <TableBody>
            {imports.map((row) => (
              <Tr key={row.id}>
                <Th scope="row">
                  <TextLink href={paths.import(row.id)}>{row.sourceName}</TextLink>
                </Th>
                <Td>{row.bankName}</Td>
                <Td numeric>{formatNumber(row.itemCount)}</Td>
                <Td>{row.importedByName}</Td>
                <Td>{formatDateTime(row.importedAt, timeZone)}</Td>
                <Td>
                  {row.undone ? (
                    <State icon="undo" tone="unknown">
                      Undone
                    </State>
                  ) : (
                    <State icon="tick">Imported</State>
                  )}
                </Td>
              </Tr>
            ))}
          </TableBody>
        </Table>
      )}
    </Section>
  );
}

/** What an organisation does first, in order; each step stands until it is done. */
export function FirstSteps({ counts }: Pick<OverviewView, 'counts'>) {
  const steps = [
    {
      done: counts.certification > 0,
      label: 'Add the certification that you prepare for',
      href: paths.certifications,
    },
    { done: counts.item > 0, label: 'Import questions into a bank', href: paths.newImport },
    { done: counts.person > 1, label: 'Add the people', href: paths.people },
    { done: counts.cohort > 0, label: 'Put them into a cohort', href: paths.cohorts },
  ];
  if (steps.every(({ done }) => done)) return null;
  return (
    <Section title="First steps">
      <ol className="flex flex-col gap-2">
        {steps.map((step) => (
          <li key={step.href} className="flex items-center gap-3">
            <State icon={step.done ? 'tick' : 'circle'} tone={step.done ? 'neutral' : 'unknown'}>
              {step.done ? 'Done' : 'Open'}
            </State>
            {step.done ? (
              <span className="text-muted">{step.label}</span>
            ) : (
              <TextLink href={step.href}>{step.label}</TextLink>
            )}
          </li>
        ))}
      </ol>
    </Section>
  );
}
