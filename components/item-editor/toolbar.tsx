'use client';

import { Button } from '@/components/ui/button';
import { insertMark, type Mark } from './insert-mark';
import { InsertPicture } from './insert-picture';
import { changeTarget, useTextTarget } from './text-target';

const ACTS: readonly { readonly mark: Mark; readonly words: string }[] = [
  { mark: 'bold', words: 'Bold' },
  { mark: 'code', words: 'Code' },
  { mark: 'code-block', words: 'Code block' },
  { mark: 'list', words: 'List' },
  { mark: 'table', words: 'Table' },
];

/** Marks for the field that is being written; one toolbar for all of them, in reach while the page scrolls. */
export function Toolbar() {
  const { target } = useTextTarget();
  return (
    <div
      role="toolbar"
      aria-label="Formatting"
      className="sticky top-0 z-10 flex flex-wrap items-center gap-x-1 gap-y-1 border-b border-hairline bg-ground py-2"
    >
      {ACTS.map(({ mark, words }) => (
        <Button
          key={mark}
          size="compact"
          variant="quiet"
          disabled={target === null}
          // The field keeps its selection.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => target && changeTarget(target, (selected) => insertMark(selected, mark))}
        >
          {words}
        </Button>
      ))}
      <InsertPicture target={target} />
      <p className="w-full text-13 text-muted sm:ml-auto sm:w-auto">
        {target === null ? 'Choose a field to write in' : `Writes into: ${target.label}`}
      </p>
    </div>
  );
}
