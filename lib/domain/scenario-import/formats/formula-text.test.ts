import { describe, expect, it } from 'vitest';
import { FORMULA } from '../../text/formula';
import { formulaText } from './formula-text';
import type { MarkupElement, MarkupNode } from './markup-tree';

const place = { line: 1, column: 1 };
const element = (name: string, ...children: readonly (MarkupNode | string)[]): MarkupElement => ({
  ...{ type: 'element', name, attributes: {}, ...place, end: place },
  children: children.map((child) => (typeof child === 'string' ? { type: 'text', text: child } : child)),
});
const run = (text: string): MarkupElement => element('m:r', element('m:t', text));
const [x, two] = [element('mi', 'x'), element('mn', '2')];

describe('a formula as a line of text', () => {
  it.each([
    ['a power', element('math', element('msup', x, two)), 'x²'],
    ['a fraction', element('math', element('mfrac', element('mn', '1'), element('mn', '6'))), '1/6'],
    [
      'a fraction of sums',
      element('math', element('mfrac', element('mrow', x, element('mo', '+'), two), element('mn', '3'))),
      '(x + 2)/3',
    ],
    ['a root', element('math', element('msqrt', element('mn', '16'))), '√16'],
    ['an equation', element('m:oMath', run('x=4')), 'x=4'],
    [
      'a fraction of Word',
      element(
        'm:oMath',
        element('m:f', element('m:fPr'), element('m:num', run('1')), element('m:den', run('n'))),
      ),
      '1/n',
    ],
    [
      'a power of Word',
      element('m:oMath', element('m:sSup', element('m:e', run('a+b')), element('m:sup', run('k')))),
      '(a+b)^k',
    ],
    [
      'an index of Word',
      element('m:oMath', element('m:sSub', element('m:e', run('x')), element('m:sub', run('1')))),
      'x₁',
    ],
  ])('writes %s', (_, formula, text) => {
    expect(formulaText(formula)).toBe(text);
  });

  it.each([
    [
      'a sum with limits',
      element('m:oMath', element('m:nary', element('m:sub', run('1')), element('m:e', run('k')))),
    ],
    ['a matrix', element('math', element('mtable', element('mtr', element('mtd', x), element('mtd', two))))],
    ['a root of another degree', element('math', element('mroot', x, two))],
    ['a fraction without its half', element('math', element('mfrac', x))],
    ['nothing', element('math')],
  ])('says that it can not write %s', (_, formula) => {
    expect(formulaText(formula)).toBe(FORMULA);
  });

  it('takes the source where there is one', () => {
    const source = element('annotation', '\\binom{n}{k}');
    const annotated = { ...source, attributes: { encoding: 'application/x-tex' } };
    const formula = element('math', element('semantics', element('mtable', x), annotated));
    expect(formulaText(formula)).toBe('\\(\\binom{n}{k}\\)');
  });
});
