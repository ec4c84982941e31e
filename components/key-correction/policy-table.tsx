import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { type Consequences, consequenceText } from '@/lib/domain/key-correction/consequence';
import {
  CORRECTION_POLICIES,
  type CorrectionPolicy,
  POLICY_WORDS,
} from '@/lib/domain/key-correction/correction-policy';

/** The policies with what each would do, side by side. With `chosen` each row is a choice of the form around it. */
export function PolicyTable({
  consequences,
  chosen,
}: {
  consequences: Consequences;
  /** The choice that is made at first; undefined where nothing is to be chosen. */
  chosen?: CorrectionPolicy | undefined;
}) {
  return (
    <Table caption="What each policy would change" captionHidden>
      <TableHead>
        <Th>Policy</Th>
        <Th numeric>Results</Th>
        <Th numeric>Up</Th>
        <Th numeric>Down</Th>
        <Th numeric>Now pass</Th>
        <Th numeric>No longer pass</Th>
      </TableHead>
      <TableBody>
        {CORRECTION_POLICIES.map((policy) => {
          const { results, up, down, nowPass, noLongerPass } = consequences[policy];
          const words = consequenceText(consequences[policy]);
          return (
            <Tr key={policy}>
              <Th scope="row">
                <PolicyName policy={policy} chosen={chosen} consequence={words} />
              </Th>
              {[results, up, down, nowPass, noLongerPass].map((count, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the columns never move
                <Td key={column} numeric>
                  {count}
                </Td>
              ))}
            </Tr>
          );
        })}
      </TableBody>
    </Table>
  );
}

function PolicyName({
  policy,
  chosen,
  consequence,
}: {
  policy: CorrectionPolicy;
  chosen: CorrectionPolicy | undefined;
  /** The figures of the row in words, for where they are out of sight. */
  consequence: string;
}) {
  const { name, effect, tradeOff } = POLICY_WORDS[policy];
  const words = (
    <span className="flex max-w-md min-w-56 flex-col gap-0.5 py-2">
      <span className="font-semibold">{name}</span>
      <span>{effect}</span>
      <span className="text-13 text-muted">{tradeOff}</span>
      <span aria-hidden="true" className="font-semibold first-letter:uppercase sm:hidden">
        {consequence}
      </span>
    </span>
  );
  if (chosen === undefined) return words;
  return (
    <label className="flex items-start gap-3">
      <input
        type="radio"
        name="policy"
        value={policy}
        required
        defaultChecked={policy === chosen}
        className="mt-2.5 size-5 shrink-0 accent-accent"
      />
      {words}
    </label>
  );
}
