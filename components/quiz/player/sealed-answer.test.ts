import { describe, expect, it } from 'vitest';
import { AnswerSealer, type NamedAnswer } from './sealed-answer';

const keyOf = (fill: number) => Buffer.alloc(32, fill).toString('base64url');
const anna = new AnswerSealer({ owner: 'anna', key: keyOf(250) });
const answer: NamedAnswer = {
  attemptId: 'attempt',
  itemId: 'item',
  rev: 3,
  made: { epoch: 2, base: 1, atMs: 1_700_000_000_000, chose: true },
  selected: ['the-chosen-option'],
  flagged: true,
  name: { exam: 'Mock exam', question: 7 },
};

describe('a sealed answer', () => {
  it('opens for its person as it was', async () => {
    expect(await anna.open(await anna.seal(answer))).toEqual(answer);
  });

  it('opens for nobody else, whatever they call themselves', async () => {
    const sealed = await anna.seal(answer);
    const bert = new AnswerSealer({ owner: 'bert', key: keyOf(1) });
    expect(await bert.open(sealed)).toBeNull();
    expect(await bert.open({ ...sealed, owner: 'bert' })).toBeNull();
  });

  it.each(['attemptId', 'itemId', 'owner'] as const)('does not open under another %s', async (field) => {
    expect(await anna.open({ ...(await anna.seal(answer)), [field]: 'another' })).toBeNull();
  });

  it('shows neither the choice nor the exam', async () => {
    const { sealed, ...clear } = await anna.seal(answer);
    const bytes = Buffer.from(sealed).toString('latin1');
    for (const secret of ['the-chosen-option', 'Mock exam']) {
      expect(bytes).not.toContain(secret);
      expect(JSON.stringify(clear)).not.toContain(secret);
    }
  });

  it('is never sealed twice in the same way', async () => {
    const [first, second] = [await anna.seal(answer), await anna.seal(answer)];
    expect(Buffer.from(first.sealed).equals(Buffer.from(second.sealed))).toBe(false);
  });
});
