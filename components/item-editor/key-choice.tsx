'use client';

import { useState } from 'react';
import { TextLink } from '@/components/ui/button-link';
import { Checkbox, ChoiceGroup, Radio } from '@/components/ui/choice';
import { Notice } from '@/components/ui/notice';
import { letterAt } from '@/lib/domain/item/item-content';
import type { ItemText } from '@/lib/domain/item/item-text';
import { formatList } from '@/lib/ui/format';
import { paths } from '@/lib/ui/paths';

/** Which options are right: one, or as many as the author ticks. Where results depend on it, the key is only shown. */
export function KeyChoice({
  item,
  itemId,
  isLocked,
  error,
  onChange,
}: {
  item: ItemText;
  itemId: string | null;
  isLocked: boolean;
  error: string | undefined;
  onChange: (item: ItemText) => void;
}) {
  const { options } = item;
  const [isSeveral, setSeveral] = useState(options.filter(({ isKey }) => isKey).length > 1);
  const choose = (isKey: (id: string, now: boolean) => boolean) =>
    onChange({
      ...item,
      options: options.map((option) => ({ ...option, isKey: isKey(option.id, option.isKey) })),
    });
  if (isLocked && itemId !== null) {
    const letters = options.flatMap(({ isKey }, at) => (isKey ? [letterAt(at)] : []));
    return (
      <div id="key" tabIndex={-1}>
        <Notice title={`The key is ${formatList(letters)} and can’t be changed here`}>
          <p>
            The question is or was in use: another key changes results.{' '}
            <TextLink href={paths.itemKey(itemId)}>Correct the key</TextLink> shows first whom it concerns.
          </p>
        </Notice>
        {error ? <p className="mt-2 font-semibold text-danger">{error}</p> : null}
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-1">
      <ChoiceGroup
        id="key"
        label={isSeveral ? 'Which options are right?' : 'Which option is right?'}
        error={error}
      >
        <div className="flex flex-wrap gap-x-2">
          {options.map((option, at) =>
            isSeveral ? (
              <Checkbox
                key={option.id}
                label={letterAt(at)}
                checked={option.isKey}
                onChange={() => choose((id, now) => (id === option.id ? !now : now))}
              />
            ) : (
              <Radio
                key={option.id}
                name="key-choice"
                label={letterAt(at)}
                checked={option.isKey}
                onChange={() => choose((id) => id === option.id)}
              />
            ),
          )}
        </div>
      </ChoiceGroup>
      <Checkbox
        label="Several options are right"
        hint="Learners are told how many to choose."
        id="several"
        checked={isSeveral}
        onChange={() => {
          const first = options.find(({ isKey }) => isKey)?.id;
          if (isSeveral) choose((id) => id === first);
          setSeveral(!isSeveral);
        }}
      />
    </div>
  );
}
