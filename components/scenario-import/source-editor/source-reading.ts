import type { LineKind } from '@/lib/domain/scenario-import/line-kind';
import type { ImportMessage, SourceEdit } from '@/lib/domain/scenario-import/message';

/** What a reading says about the text that it was made of. */
export interface SourceReading {
  readonly text: string;
  readonly lineKinds: readonly LineKind[];
  readonly messages: readonly ImportMessage[];
}

/** What other parts of the page can ask of the editor. Places count in the text of the last reading. */
export interface SourceEditorHandle {
  /** Puts the caret there, and the focus. */
  readonly goTo: (line: number, column: number) => void;
  /** Scrolls a line to the top and leaves the focus where it is. */
  readonly reveal: (line: number) => void;
  /** One step for undo. */
  readonly apply: (edits: readonly SourceEdit[]) => void;
  readonly undo: () => void;
  readonly redo: () => void;
}
