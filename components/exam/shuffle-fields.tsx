'use client';

import { useState } from 'react';
import { Checkbox, ChoiceGroup } from '@/components/ui/choice';

/** Whether each attempt gets an order of its own; `start` is what the boxes show first. */
export function ShuffleFields({
  start,
}: {
  start: { readonly shuffleItems: boolean; readonly shuffleOptions: boolean };
}) {
  const [items, setItems] = useState(start.shuffleItems);
  const [options, setOptions] = useState(start.shuffleOptions);
  return (
    <ChoiceGroup id="shuffle" label="Order">
      <Checkbox
        id="shuffleItems"
        name="shuffleItems"
        label="Shuffle questions"
        hint="Questions with a shared background stay together."
        checked={items}
        onChange={(event) => setItems(event.target.checked)}
      />
      <Checkbox
        id="shuffleOptions"
        name="shuffleOptions"
        label="Shuffle options"
        hint="Except where options refer to each other, as in “Both A and B”."
        checked={options}
        onChange={(event) => setOptions(event.target.checked)}
      />
    </ChoiceGroup>
  );
}
