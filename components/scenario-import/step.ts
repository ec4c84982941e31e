import type { ImportDraft, StepNumber } from './draft';
import type { PreviewHandle } from './use-preview';

/** What every step gets. */
export interface StepProps {
  readonly draft: ImportDraft;
  readonly change: (part: Partial<ImportDraft>) => void;
  readonly reading: PreviewHandle;
  readonly goTo: (step: StepNumber) => void;
}

/** A place to scroll the source to; `asked` makes asking for the same line twice work. */
export interface LineTarget {
  readonly line: number;
  readonly asked: number;
}
