import type { Metadata } from 'next';
import { ItemEditor } from '@/components/item-editor/item-editor';
import { PageHeader } from '@/components/ui/page-header';
import { loadEditorChoices } from '@/lib/features/item-editor/loaders';
import { paths } from '@/lib/ui/paths';

export const metadata: Metadata = { title: 'New question' };

export default async function NewItemPage({ params }: { readonly params: Promise<{ bankId: string }> }) {
  const { choices, optionIds, membershipId, timeZone } = await loadEditorChoices((await params).bankId);
  return (
    <>
      <PageHeader
        title="New question"
        finding="It begins as a draft that no exam draws, and goes live after somebody has looked at it."
        crumbs={[
          { href: paths.banks, label: 'Banks' },
          { href: paths.bank(choices.bankId), label: choices.bankName },
        ]}
      />
      <ItemEditor
        item={null}
        choices={choices}
        optionIds={optionIds}
        draftKey={`${membershipId}-new-${choices.bankId}`}
        timeZone={timeZone}
      />
    </>
  );
}
