import type { Metadata } from 'next';
import { ItemLifeSections } from '@/components/item-life/item-life-sections';
import { ItemSteps } from '@/components/item-life/item-steps';
import { OpenReports } from '@/components/item-life/open-reports';
import { itemFinding } from '@/components/question-bank/bank-finding';
import { ItemCues } from '@/components/question-bank/item-cues';
import { ItemFacts } from '@/components/question-bank/item-facts';
import { ItemReading } from '@/components/question-bank/item-reading';
import { ItemVersions } from '@/components/question-bank/item-versions';
import { ShutPage } from '@/components/shut-keys/shut-page';
import { ButtonLink } from '@/components/ui/button-link';
import { PageHeader, Section } from '@/components/ui/page-header';
import { mayEdit } from '@/lib/domain/item/item-life';
import { loadItemCues } from '@/lib/features/bank-cues/loaders';
import { loadItemRecord } from '@/lib/features/item-life/loaders';
import { loadItem } from '@/lib/features/question-bank/loaders';
import { isShut } from '@/lib/features/shut-keys/contract';
import { paths } from '@/lib/ui/paths';

interface Props {
  readonly params: Promise<{ itemId: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: Pick<Props, 'params'>): Promise<Metadata> {
  const { item } = await loadItem((await params).itemId);
  return { title: isShut(item) ? 'Keys are shut' : item.title };
}

export default async function ItemPage({ params, searchParams }: Props) {
  const [{ itemId }, search] = await Promise.all([params, searchParams]);
  const [{ item, timeZone, canManage }, { record, query, actor }, cues] = await Promise.all([
    loadItem(itemId),
    loadItemRecord(itemId, search),
    loadItemCues(itemId),
  ]);
  if (isShut(item)) return <ShutPage shut={item} timeZone={timeZone} />;
  return (
    <>
      <PageHeader
        title={item.title}
        finding={itemFinding(item)}
        crumbs={[
          { href: paths.banks, label: 'Banks' },
          { href: paths.bank(item.bankId), label: item.bankName },
        ]}
        actions={
          <>
            {mayEdit(item.state, actor) ? (
              <ButtonLink href={paths.editItem(item.id)}>Change</ButtonLink>
            ) : null}
            <ItemSteps itemId={item.id} state={item.state} actor={actor} />
          </>
        }
      />
      <OpenReports itemId={item.id} count={record.openReports} />
      <ItemReading item={item} />
      <ItemCues content={item.content} cues={cues} />
      <Section title="Where it comes from">
        <ItemFacts item={item} timeZone={timeZone} canManage={canManage} />
      </Section>
      <Section
        title="Versions"
        id="versions"
        actions={<ButtonLink href={paths.itemKey(itemId)}>Key and corrections</ButtonLink>}
      >
        <ItemVersions item={item} query={query} timeZone={timeZone} canManage={canManage} />
      </Section>
      <ItemLifeSections
        itemId={item.id}
        current={item.versions.find((version) => version.isCurrent)}
        record={record}
        query={query}
        timeZone={timeZone}
      />
    </>
  );
}
