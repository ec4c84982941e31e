import { describe, expect, it } from 'vitest';
import { detectFormat } from './detect-format';
import type { SourceFormat } from './source-format';

const POST = 'Question 1: Title\n\nWhich?\n\nA. x\nB. y\n\nAnswer: B\n';

describe('detectFormat', () => {
  it.each<[SourceFormat, string, number]>([
    ['scenario-post', POST, 1],
    ['scenario-post', 'Q1. Which?\nA x\nB y\n', 0.5],
    ['aiken', 'Which?\nA. x\nB. y\nANSWER: B\n\nAnd?\nA) x\nB) y\nANSWER: A', 0.9],
    ['gift', '::T:: Which? {=x ~y}\n\nTrue? {T}', 0.9],
    ['gift', '// note\nWhich? {\n  =x # yes\n  ~y\n}', 0.8],
    ['moodle-xml', '<?xml version="1.0"?>\n<quiz>\n<question type="multichoice"></question></quiz>', 0.9],
    [
      'qti',
      '<?xml version="1.0"?>\n<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="i"/>',
      0.9,
    ],
    ['qti', '<qti-assessment-item identifier="i"></qti-assessment-item>', 0.9],
    ['html', '<!DOCTYPE html><html><body><p>Question 1</p></body></html>', 0.9],
    ['html', '<p>Question 1: x</p>\n<ol>\n<li>x</li>\n<li>y</li>\n</ol>\n<p>Answer: A</p>', 0.8],
    ['table', 'Question;Option 1;Option 2;Answer\nWhich?;x;y;1\n', 0.9],
    ['table', 'Which one?\tx\ty\tA\nWhich other?\tv\tw\tB\n', 0.4],
  ])('takes %s for what it is', (format, text, least) => {
    const [best] = detectFormat(text);
    expect(best?.format).toBe(format);
    expect(best?.confidence).toBeGreaterThanOrEqual(least);
  });

  it('says why, names what else it could be, and knows when it knows nothing', () => {
    const guesses = detectFormat('Question 1: Which?\nA. x\nB. y\nANSWER: B\n');
    expect(guesses.map(({ format }) => format)).toEqual(['scenario-post', 'aiken']);
    for (const { because, confidence } of guesses) {
      expect(because.length).toBeGreaterThan(10);
      expect(confidence).toBeLessThanOrEqual(1);
    }
    expect(detectFormat('hello')).toMatchObject([{ format: 'scenario-post', confidence: 0.1 }]);
    expect(detectFormat('')).toHaveLength(1);
  });

  it('lets a name tip the balance and no more', () => {
    const text = 'Which one?,x,y,A\nWhich other?,v,w,B\n';
    const [bare, named] = [detectFormat(text)[0], detectFormat(text, 'bank.csv')[0]];
    expect(named?.confidence).toBeGreaterThan(bare?.confidence ?? 1);
    expect(detectFormat(POST, 'bank.csv')[0]?.format).toBe('scenario-post');
  });

  it('knows a web page that is one line', () => {
    const page = '<h3>Question 1</h3><p>Which?</p><p>A. x</p><p>B. y</p><p>Answer: A</p>';
    expect(detectFormat(page, 'page.html')[0]).toMatchObject({ format: 'html', confidence: 0.93 });
    expect(detectFormat(page)[0]?.format).toBe('html');
    expect(detectFormat('<p>Which?</p>')[0]?.format).toBe('scenario-post');
  });
});
