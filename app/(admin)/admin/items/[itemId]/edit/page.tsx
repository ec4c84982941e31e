import type { Metadata } from 'next';
import { ItemEditor } from '@/components/item-editor/item-editor';
import { STATE_WORDS } from '@/components/item-life/state-words';
import { ShutPage } from '@/components/shut-keys/shut-page';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { loadEditableItem } from '@/lib/features/item-editor/loaders';
import { isShut } from '@/lib/features/shut-keys/contract';
import { paths } from '@/lib/ui/paths';

export const metadata: Metadata = { title: 'Change a question' };

export default async function EditItemPage({ params }: { readonly params: Promise<{ itemId: string }> }) {
  const { item, mayEdit, membershipId, timeZone } = await loadEditableItem((await params).itemId);
  if (isShut(item)) return <ShutPage shut={item} timeZone={timeZone} />;
  const isUsed = item.state === 'live';
  return (
    <>
      <PageHeader
        title="Change the question"
        finding={
          isUsed
            ? 'It is live: new attempts get what you save at once, attempts that have begun keep what they have.'
            : `${STATE_WORDS[item.state]}, version ${item.version}. Saving makes a new version; none is ever lost.`
        }
        crumbs={[
          { href: paths.bank(item.bankId), label: item.bankName },
          { href: paths.item(item.id), label: item.content.title ?? 'Question' },
        ]}
      />
      {mayEdit ? (
        <ItemEditor
          item={item}
          choices={item}
          optionIds={[]}
          draftKey={`${membershipId}-${item.id}`}
          timeZone={timeZone}
        />
      ) : (
        <Notice title={`It is ${STATE_WORDS[item.state].toLowerCase()}, so only owners and admins change it`}>
          <p>Leave a comment on its page, or ask for it to be sent back to draft.</p>
        </Notice>
      )}
    </>
  );
}
