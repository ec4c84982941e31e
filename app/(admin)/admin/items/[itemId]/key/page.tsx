import type { Metadata } from 'next';
import { keyFinding } from '@/components/key-correction/key-finding';
import { KeySteps } from '@/components/key-correction/key-steps';
import { ShutPage } from '@/components/shut-keys/shut-page';
import { PageHeader } from '@/components/ui/page-header';
import { type ItemKeyQuery, loadItemKey } from '@/lib/features/key-correction/loaders';
import { isShut } from '@/lib/features/shut-keys/contract';
import { paths } from '@/lib/ui/paths';

export const metadata: Metadata = { title: 'Correct the key' };

interface Props {
  readonly params: Promise<{ itemId: string }>;
  readonly searchParams: Promise<ItemKeyQuery>;
}

/** Three steps in the address: which key, which policy, confirm. Nothing is written before the last button. */
export default async function ItemKeyPage({ params, searchParams }: Props) {
  const [{ itemId }, query] = await Promise.all([params, searchParams]);
  const proposal = await loadItemKey(itemId, query);
  if (isShut(proposal)) return <ShutPage shut={proposal} timeZone={proposal.timeZone} />;
  const { item } = proposal;
  return (
    <>
      <PageHeader
        title="Correct the key"
        finding={keyFinding(proposal)}
        crumbs={[
          { href: paths.bank(item.bankId), label: item.bankName },
          { href: paths.item(item.itemId), label: item.title },
        ]}
      />
      <KeySteps proposal={proposal} />
    </>
  );
}
