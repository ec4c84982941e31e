import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellState } from './cell-state';
import { cohortWeakness, isJudged } from './cohort-weakness';
import { designEffect, type LearnerTopicSum } from './design-effect';
import { bandCutOffs, bandOf, MASTERY_BANDS } from './mastery-band';
import { shrink, topicPrior } from './shrinkage';
import { unjudgedText, weaknessSentence } from './weakness-sentence';

const TOPICS = ['Governance', 'Ingestion', 'Monitoring'].map((name) => ({
  topicId: name.toLowerCase(),
  name,
}));

/** `learners` people with `answered` answers each; the right answers are dealt out as evenly as possible. */
function sumsOf(topicId: string, learners: number, answered: number, correct: number): LearnerTopicSum[] {
  return Array.from({ length: learners }, (_, i) => ({
    learnerId: `learner-${i + 1}`,
    topicId,
    answered,
    omitted: 0,
    correct: Math.floor(correct / learners) + (i < correct % learners ? 1 : 0),
  }));
}

const weaknessOf = (...sums: LearnerTopicSum[][]) =>
  cohortWeakness({ topics: TOPICS, sums: sums.flat(), cutPercent: 70 });
const topicOf = (view: ReturnType<typeof weaknessOf>, topicId: string) =>
  view.topics.find((topic) => topic.topicId === topicId);

describe('cohortWeakness', () => {
  it('lets the interval decide against the cut', () => {
    const view = weaknessOf(
      sumsOf('governance', 31, 4, 64),
      sumsOf('ingestion', 30, 4, 84),
      sumsOf('monitoring', 30, 4, 110),
    );
    expect(view.topics.map((topic) => [topic.topicId, topic.state])).toEqual([
      ['governance', 'below'],
      ['ingestion', 'unclear'],
      ['monitoring', 'above'],
    ]);
    expect(view).toMatchObject({ answered: 364, learners: 31, designEffect: 1 });
  });

  it('does not let a small sample lead: 2 of 6 ranks behind 50 of 120', () => {
    const view = weaknessOf(
      sumsOf('governance', 3, 2, 2),
      sumsOf('ingestion', 30, 4, 50),
      sumsOf('monitoring', 30, 4, 100),
    );
    expect(view.topics[0]).toMatchObject({ topicId: 'ingestion', state: 'below' });
    expect(topicOf(view, 'governance')?.state).toBe('unclear');
  });

  it.each([
    ['four answers of four learners', sumsOf('governance', 4, 1, 1)],
    ['forty answers of two learners', sumsOf('governance', 2, 20, 4)],
  ])('calls %s too few', (_, sums) => {
    expect(topicOf(weaknessOf(sums), 'governance')?.state).toBe('tooFew');
  });

  it('judges five answers of three learners', () => {
    const sums = [2, 2, 1].map((answered, i) => ({
      learnerId: `learner-${i}`,
      topicId: 'governance',
      answered,
      omitted: 0,
      correct: 0,
    }));
    expect(topicOf(weaknessOf(sums), 'governance')?.state).toBe('below');
  });

  it('puts topics with too few answers after the judged ones and those without any last', () => {
    const view = weaknessOf(sumsOf('monitoring', 2, 2, 0), sumsOf('ingestion', 10, 4, 39));
    expect(view.topics.map((topic) => topic.state)).toEqual(['above', 'tooFew', 'noEvidence']);
    expect(unjudgedText(view)).toBe('Too few answers: Monitoring (4). None yet: Governance.');
  });

  it('ignores sums of topics that it was not asked about', () => {
    expect(weaknessOf(sumsOf('retired', 30, 4, 0))).toMatchObject({ answered: 0, learners: 0 });
  });

  it('widens the interval when learners differ more than chance', () => {
    const alike = weaknessOf(sumsOf('governance', 20, 4, 40));
    const split = weaknessOf(
      sumsOf('governance', 20, 4, 40).map((sum, i) => ({ ...sum, correct: i % 2 === 0 ? 4 : 0 })),
    );
    const widthOf = (view: typeof alike) => {
      const topic = topicOf(view, 'governance');
      return topic && isJudged(topic) ? topic.interval.upper - topic.interval.lower : Number.NaN;
    };
    // Twenty learners with all or nothing are worth 19 independent answers (20 less one for the estimated mean).
    expect(split.designEffect).toBeCloseTo((4 * 20) / 19, 12);
    expect(widthOf(split)).toBeGreaterThan(1.8 * widthOf(alike));
  });

  it('gives the same order whatever the order of its input', () => {
    const sums = [
      ...sumsOf('governance', 9, 4, 18),
      ...sumsOf('ingestion', 9, 4, 18),
      ...sumsOf('monitoring', 9, 4, 20),
    ];
    const expected = cohortWeakness({ topics: TOPICS, sums, cutPercent: 70 }).topics.map(
      (topic) => topic.topicId,
    );
    fc.assert(
      fc.property(fc.shuffledSubarray(TOPICS, { minLength: 3 }), (topics) => {
        const order = cohortWeakness({ topics, sums, cutPercent: 70 }).topics.map((topic) => topic.topicId);
        expect(order).toEqual(expected);
      }),
    );
  });
});

describe('designEffect', () => {
  it('is one without three learners on any topic', () => {
    expect(designEffect(sumsOf('governance', 2, 10, 20))).toBe(1);
    expect(designEffect([])).toBe(1);
  });

  it('is one when every answer is right', () => {
    expect(designEffect(sumsOf('governance', 5, 4, 20))).toBe(1);
  });
});

describe('topicPrior and shrink', () => {
  it('has no prior without answers', () => {
    expect(topicPrior([{ value: 0, weight: 0 }])).toBeNull();
  });

  it('pulls as hard as it may when the topics differ by no more than chance', () => {
    const prior = topicPrior([
      { value: 0.6, weight: 50 },
      { value: 0.6, weight: 50 },
    ]);
    expect(prior).toEqual({ mean: 0.6, strength: 100 });
  });

  it('finds the strength that made the spread', () => {
    // 0.3 and 0.7 with many answers: the variance between is 0.08, so strength = 0.25 / 0.08 - 1 = 2.1, held at 4.
    const wide = topicPrior([
      { value: 0.3, weight: 1e6 },
      { value: 0.7, weight: 1e6 },
    ]);
    expect(wide?.strength).toBe(4);
    // 0.4 and 0.6: variance 0.02, strength 0.25 / 0.02 - 1 = 11.5.
    const narrow = topicPrior([
      { value: 0.4, weight: 1e6 },
      { value: 0.6, weight: 1e6 },
    ]);
    expect(narrow?.strength).toBeCloseTo(11.5, 3);
    // With 50 answers each, spread 1 less 0.25 of noise leaves 0.75 / 49 between: strength 0.25 * 49 / 0.75 - 1 = 46/3.
    const noisy = topicPrior([
      { value: 0.4, weight: 50 },
      { value: 0.6, weight: 50 },
    ]);
    expect(noisy?.strength).toBeCloseTo(46 / 3, 9);
  });

  it('keeps a shrunken estimate between the topic and the mean, nearer to the topic with more answers', () => {
    const prior = { mean: 0.7, strength: 20 };
    expect(shrink({ value: 0.2, weight: 5 }, prior)).toBeCloseTo((1 + 14) / 25, 12);
    expect(shrink({ value: 0.2, weight: 500 }, prior)).toBeLessThan(0.23);
    expect(shrink({ value: 0.2, weight: 0 }, prior)).toBe(0.7);
  });
});

describe('weaknessSentence', () => {
  it('names the weakest topic with its interval and evidence', () => {
    const view = weaknessOf(sumsOf('governance', 31, 4, 64), sumsOf('monitoring', 30, 4, 110));
    expect(weaknessSentence(view)).toMatchObject({
      kind: 'weakest',
      topic: { topicId: 'governance' },
      text: 'Weakest: Governance, 52\u00a0% (95\u00a0% interval 43 to 60), 31 learners, 124 answers.',
    });
  });

  it('names no topic below thirty answers', () => {
    expect(weaknessSentence(weaknessOf(sumsOf('governance', 6, 2, 1)))).toEqual({
      kind: 'notEnough',
      answered: 12,
      needed: 30,
      text: 'Not enough answers yet to name a weak topic: 12 of the 30 needed.',
    });
  });

  it('names no topic when all answers come from two learners', () => {
    expect(weaknessSentence(weaknessOf(sumsOf('governance', 2, 20, 4))).text).toBe(
      'No topic can be judged yet: each needs 5 answers from 3 learners.',
    );
  });

  it('does not call a topic weak that may be at the cut', () => {
    const sentence = weaknessSentence(weaknessOf(sumsOf('governance', 10, 4, 27)));
    expect(sentence.kind).toBe('noneClear');
    expect(sentence.text).toBe(
      'No topic is clearly below the cut of 70\u00a0%. Lowest: Governance, 68\u00a0% (95\u00a0% interval 52 to 80), 10 learners, 40 answers.',
    );
  });

  it('says when every judged topic is above the cut', () => {
    const sentence = weaknessSentence(weaknessOf(sumsOf('governance', 10, 4, 39)));
    expect(sentence.text).toMatch(
      /^Every topic with enough answers is above the cut of 70\u00a0%\. Lowest: Governance, 98\u00a0%/,
    );
  });
});

describe('bands of the heat map', () => {
  it('are ten points wide on either side of a cut of 70', () => {
    expect(bandCutOffs(70).map((cutOff) => cutOff.fromPercent)).toEqual([0, 50, 60, 70, 80, 90]);
  });

  it('leave every band reachable when the cut is high', () => {
    expect(bandCutOffs(85).map((cutOff) => cutOff.fromPercent)).toEqual([0, 65, 75, 85, 90, 95]);
  });

  it.each([
    [49.9, 'farBelow'],
    [50, 'below'],
    [60, 'justBelow'],
    [69.99, 'justBelow'],
    [70, 'justAbove'],
    [80, 'above'],
    [90, 'farAbove'],
    [100, 'farAbove'],
    [0, 'farBelow'],
  ])('place %s %% as %s', (percent, band) => {
    expect(bandOf(percent, 70)).toBe(band);
  });

  it('are centred on the cut: below it means below, at any cut', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 0, max: 100 }), (cut, percent) => {
        expect(MASTERY_BANDS.indexOf(bandOf(percent, cut)) >= 3).toBe(percent >= cut);
      }),
    );
  });

  it.each([0, 101, Number.NaN])('refuse a cut of %s', (cut) => {
    expect(() => bandCutOffs(cut)).toThrow(RangeError);
  });
});

describe('cellState', () => {
  it('shows no data, then a number without colour, then a band', () => {
    expect(cellState({ correct: 0, answered: 0, omitted: 0 }, 70)).toEqual({ state: 'noData' });
    expect(cellState({ correct: 4, answered: 4, omitted: 0 }, 70)).toEqual({
      state: 'tooFew',
      percent: 100,
      correct: 4,
      answered: 4,
      omitted: 0,
      needed: 5,
    });
    expect(cellState({ correct: 3, answered: 5, omitted: 0 }, 70)).toEqual({
      state: 'band',
      band: 'justBelow',
      percent: 60,
      correct: 3,
      answered: 5,
      omitted: 0,
    });
  });

  it('puts exactly the cut above it', () => {
    expect(cellState({ correct: 57, answered: 100, omitted: 0 }, 57)).toMatchObject({ band: 'justAbove' });
    expect(cellState({ correct: 7, answered: 10, omitted: 0 }, 70)).toMatchObject({ band: 'justAbove' });
  });
});
