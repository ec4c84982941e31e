import { TextLink } from '@/components/ui/button-link';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { Select } from '@/components/ui/text-control';
import {
  CORRECTION_POLICIES,
  type CorrectionPolicy,
  POLICY_WORDS,
} from '@/lib/domain/key-correction/correction-policy';
import type { ChangePreview, ImportedKeyChange } from '@/lib/features/key-correction/contract';
import { paths } from '@/lib/ui/paths';
import { keyLetters } from './key-words';

/** The keys that an import changed and that are still to be decided, with a policy of their own where one is wanted. */
export function OpenChanges({
  changes,
  preview,
  exceptions,
  canManage,
}: {
  changes: readonly ImportedKeyChange[];
  preview: ChangePreview;
  exceptions: ReadonlyMap<string, CorrectionPolicy>;
  canManage: boolean;
}) {
  return (
    <Table caption="Changed keys and how many answers each policy turns">
      <TableHead>
        <Th>Question</Th>
        <Th>Key</Th>
        <Th numeric>Full credit</Th>
        <Th numeric>Both keys</Th>
        <Th numeric>Current only</Th>
        {canManage ? <Th>Policy</Th> : null}
      </TableHead>
      <TableBody>
        {changes.map((change) => {
          const answers = preview.answersByItem[change.itemId];
          return (
            <Tr key={change.itemId}>
              <ChangedKey change={change} />
              <Td numeric>{answers?.full_credit ?? 0}</Td>
              <Td numeric>{answers?.both_keys ?? 0}</Td>
              <Td numeric>{answers?.current_key ?? 0}</Td>
              {canManage ? (
                <Td>
                  <span className="block min-w-56 py-1">
                    <Select
                      name={change.itemId}
                      aria-label={`Policy for ${change.title}`}
                      defaultValue={exceptions.get(change.itemId) ?? ''}
                    >
                      <option value="">As for all</option>
                      {CORRECTION_POLICIES.map((policy) => (
                        <option key={policy} value={policy}>
                          {POLICY_WORDS[policy].name}
                        </option>
                      ))}
                    </Select>
                  </span>
                </Td>
              ) : null}
            </Tr>
          );
        })}
      </TableBody>
    </Table>
  );
}

function ChangedKey({ change }: { change: ImportedKeyChange }) {
  const { itemId, title, sourceNumber, before, after } = change;
  return (
    <>
      <Th scope="row">
        <TextLink href={paths.item(itemId)} prefetch={false}>
          {sourceNumber ? `${sourceNumber}: ` : ''}
          {title}
        </TextLink>
      </Th>
      <Td>
        <span className="whitespace-nowrap">
          {keyLetters(before, before.key)} → {keyLetters(after, after.key)}
        </span>
      </Td>
    </>
  );
}

/** Changed keys that nothing is to be decided on any more. */
export function SettledChanges({ changes }: { changes: readonly ImportedKeyChange[] }) {
  return (
    <Table caption="Settled key changes" captionHidden>
      <TableHead>
        <Th>Question</Th>
        <Th>Key</Th>
        <Th>State</Th>
      </TableHead>
      <TableBody>
        {changes.map((change) => (
          <Tr key={change.itemId}>
            <ChangedKey change={change} />
            <Td>
              {change.correctionId ? (
                <TextLink href={paths.keyCorrection(change.correctionId)} prefetch={false}>
                  Decided<span className="sr-only">: {change.title}</span>
                </TextLink>
              ) : (
                'A later correction of the key replaced it'
              )}
            </Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}
