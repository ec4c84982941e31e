import { FORMULA } from '../../text/formula';
import { formulaText } from './formula-text';
import { descendants, type MarkupElement, textOf } from './markup-tree';

export interface WordFormula {
  readonly element: MarkupElement;
  /** It stands inside a run of text and not beside one. */
  readonly inRun: boolean;
  /** As text, or the sign for a formula that has none. */
  readonly shown: string;
}

/** All formulas of a Word document: written ones, those of the old equation editor, and fields that draw one. */
export function findFormulas(root: MarkupElement): readonly WordFormula[] {
  return descendants(root, isFormula).map((element) => {
    const isWritten = /:oMath(?:Para)?$/.test(element.name);
    return { element, inRun: !isWritten, shown: isWritten ? ` ${formulaText(element)} ` : FORMULA };
  });
}

function isFormula(element: MarkupElement): boolean {
  const { name } = element;
  if (name === 'm:oMath' || name === 'm:oMathPara') return true;
  if (name === 'w:instrText') return /^\s*EQ\b/i.test(textOf(element));
  if (name !== 'w:object') return false;
  return descendants(element, (inner) => inner.name === 'o:OLEObject').some(({ attributes }) =>
    /equation|mathtype/i.test(attributes.ProgID ?? ''),
  );
}
