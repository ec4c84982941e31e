import type { Metadata } from 'next';
import { VersionColumns } from '@/components/item-editor/version-columns';
import { VersionPicker } from '@/components/item-editor/version-picker';
import { ShutPage } from '@/components/shut-keys/shut-page';
import { PageHeader, Section } from '@/components/ui/page-header';
import { loadVersionPair } from '@/lib/features/item-editor/loaders';
import { isShut } from '@/lib/features/shut-keys/contract';
import { paths } from '@/lib/ui/paths';

export const metadata: Metadata = { title: 'Versions side by side' };

interface Props {
  readonly params: Promise<{ itemId: string }>;
  readonly searchParams: Promise<{ from?: string; to?: string }>;
}

export default async function VersionsPage({ params, searchParams }: Props) {
  const [{ itemId }, query] = await Promise.all([params, searchParams]);
  const { pair, timeZone, actor } = await loadVersionPair(itemId, query);
  if (isShut(pair)) return <ShutPage shut={pair} timeZone={timeZone} />;
  return (
    <>
      <PageHeader
        title="Versions side by side"
        finding={`Version ${pair.from.version} beside version ${pair.to.version}. What went is struck out, what came is underlined.`}
        crumbs={[
          { href: paths.bank(pair.bankId), label: pair.bankName },
          { href: paths.item(pair.itemId), label: pair.title === '' ? 'Question' : pair.title },
        ]}
      />
      <Section title="Which versions">
        <VersionPicker pair={pair} />
      </Section>
      <Section title="What they say">
        <VersionColumns pair={pair} timeZone={timeZone} actor={actor} />
      </Section>
    </>
  );
}
