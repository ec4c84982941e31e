import type { LineShape } from './line-shape';
import type { Piece } from './lines/piece';
import type { OptionLine } from './option-line';

export interface ReadLine extends Piece {
  readonly shape: LineShape;
  /** Inside a closed code block, fences included: nothing there is structure. */
  readonly code: boolean;
  /** The line as an option, if it can be one; context decides. */
  readonly option: OptionLine | null;
}
