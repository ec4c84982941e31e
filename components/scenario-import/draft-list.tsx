'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { ListSearch, NoneMatch } from '@/components/lists/list-search';
import { Pager } from '@/components/lists/pager';
import { Button } from '@/components/ui/button';
import { TextLink } from '@/components/ui/button-link';
import { Dialog } from '@/components/ui/dialog';
import { Notice } from '@/components/ui/notice';
import { State } from '@/components/ui/state';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { type ListQuery, type Page, toListParameters } from '@/lib/domain/kernel/page';
import { DRAFTS, type DraftRow } from '@/lib/features/import-draft/contract';
import { discardDraft } from '@/lib/features/import-draft/queries';
import { formatDateTime } from '@/lib/ui/format';
import { paths, withQuery } from '@/lib/ui/paths';
import { discardSentence } from './discard-words';

const UNFINISHED = { one: 'draft', other: 'drafts' } as const;

/** Imports that were begun and not finished; each can be gone on with or discarded. */
export function DraftList({
  query,
  drafts,
  keep,
  timeZone,
}: {
  query: ListQuery;
  drafts: Page<DraftRow>;
  keep: Readonly<Record<string, string | number | null>>;
  timeZone: string;
}) {
  const place = { path: paths.imports, keep, anchor: DRAFTS };
  return (
    <div className="flex flex-col gap-5">
      <ListSearch label="Find a draft" query={query} list={DRAFTS} {...place} />
      {drafts.rows.length === 0 ? (
        <NoneMatch what="drafts" {...place} />
      ) : (
        <DraftTable drafts={drafts.rows} timeZone={timeZone} />
      )}
      <Pager
        page={drafts}
        noun={UNFINISHED}
        href={(page) =>
          `${withQuery(paths.imports, { ...keep, ...toListParameters({ ...query, page }, DRAFTS) })}#${DRAFTS}`
        }
      />
    </div>
  );
}

function DraftTable({ drafts, timeZone }: { drafts: readonly DraftRow[]; timeZone: string }) {
  return (
    <Table caption="Unfinished imports, changed last first" captionHidden>
      <TableHead>
        <Th pinned>Source</Th>
        <Th>By</Th>
        <Th>Changed</Th>
        <Th>Kept until</Th>
        <Th>State</Th>
        <Th>
          <span className="sr-only">Acts</span>
        </Th>
      </TableHead>
      <TableBody>
        {drafts.map((draft) => (
          <Tr key={draft.id}>
            <Th scope="row" pinned>
              <TextLink href={paths.importDraft(draft.id)}>{draft.sourceName}</TextLink>
            </Th>
            <Td>{draft.isOwn ? 'You' : draft.createdBy}</Td>
            <Td>
              <span className="whitespace-nowrap">{formatDateTime(draft.updatedAt, timeZone)}</span>
            </Td>
            <Td>
              <span className="whitespace-nowrap">{formatDateTime(draft.expiresAt, timeZone)}</span>
            </Td>
            <Td>
              <DraftState draft={draft} />
            </Td>
            <Td>
              <Discard draft={draft} />
            </Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}

function DraftState({ draft }: { draft: DraftRow }) {
  switch (draft.job?.state) {
    case 'waiting':
    case 'running':
      return <State icon="clock">Being written</State>;
    case 'failed':
      return (
        <State icon="stop" tone="danger">
          Failed, taken back
        </State>
      );
    default:
      return <State icon="pencil">Draft</State>;
  }
}

function Discard({ draft }: { draft: DraftRow }) {
  const router = useRouter();
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const discard = async () => {
    setBusy(true);
    try {
      await discardDraft(draft.id);
      router.refresh();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : 'The draft could not be discarded. Try again.');
      setBusy(false);
    }
  };
  return (
    <Dialog
      trigger={
        <>
          Discard<span className="sr-only"> {draft.sourceName}</span>
        </>
      }
      triggerSize="compact"
      triggerVariant="quiet"
      title="Discard this draft"
      closeLabel="Keep it"
    >
      <p className="measure">{discardSentence(draft)}</p>
      {problem ? <Notice tone="danger" title={problem} /> : null}
      <Button variant="danger" aria-disabled={isBusy} onClick={() => (isBusy ? undefined : void discard())}>
        Discard the draft
      </Button>
    </Dialog>
  );
}
