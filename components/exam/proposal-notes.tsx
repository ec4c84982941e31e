import { Notice } from '@/components/ui/notice';
import type { DrawProposal } from '@/lib/domain/form/propose-draws';
import { formatList, formatNumber } from '@/lib/ui/format';

/** What the proportions could not give, so that nobody takes a lopsided exam for a faithful one. */
export function ProposalNotes({ proposal: { short, unmapped } }: { proposal: DrawProposal }) {
  if (short.length === 0 && unmapped.length === 0) {
    return <p role="status">Filled in the proportions of the blueprint.</p>;
  }
  return (
    <div role="status">
      <Notice tone="warning" title="Filled, but not in full proportion">
        <ul className="flex list-disc flex-col gap-1 pl-5">
          {short.map((domain) => (
            <li key={domain.name}>
              {domain.name} needs {formatNumber(domain.wanted)}, and there{' '}
              {domain.available === 1 ? 'is' : 'are'} {formatNumber(domain.available)}.
            </li>
          ))}
          {unmapped.length > 0 ? (
            <li>
              Left out, because no topic counts for {unmapped.length === 1 ? 'it' : 'them'}:{' '}
              {formatList(unmapped.map((domain) => domain.name))}. The others are scaled up.
            </li>
          ) : null}
        </ul>
      </Notice>
    </div>
  );
}
