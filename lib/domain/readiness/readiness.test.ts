import { describe, expect, it } from 'vitest';
import { assessReadiness, type DomainEvidence, type Readiness, STATES_OF_FEW } from './assess-readiness';
import { practiceAdvice } from './practice-advice';
import { READINESS_RULES } from './readiness-rules';
import { learnerReadinessSentence, readinessSentence, resultsCheckText } from './readiness-sentence';

const DAY = 86_400_000;
const NOW = 1_000 * DAY;

/** Four domains of an exam with [right, answered] each; the answers are a day old unless said otherwise. */
function evidence(
  counts: readonly (readonly [number, number])[],
  ageDays = 1,
  weights = [40, 30, 20, 10],
): DomainEvidence[] {
  const names = ['Processing', 'Development', 'Ingestion', 'Governance'];
  return counts.map(([correct, answered], i) => ({
    domainId: names[i]?.toLowerCase() ?? '',
    name: names[i] ?? '',
    weightPercent: weights[i] ?? 0,
    firstExposure: { correct, answered, omitted: 0 },
    notReached: 0,
    lastAnsweredAtMs: answered === 0 ? null : NOW - ageDays * DAY,
  }));
}

const assess = (domains: readonly DomainEvidence[], cutPercent = 70) =>
  assessReadiness({ nowMs: NOW, questionCount: 45, cutPercent, domains });

const NONE = [
  [0, 0],
  [0, 0],
  [0, 0],
  [0, 0],
] as const;
const STRONG = [
  [17, 20],
  [12, 15],
  [8, 10],
  [4, 5],
] as const;

describe('assessReadiness', () => {
  it.each<[string, readonly (readonly [number, number])[], number, Readiness['state']]>([
    ['no answer at all', NONE, 1, 'notStarted'],
    [
      'nineteen answers in every domain',
      [
        [5, 7],
        [4, 5],
        [3, 4],
        [2, 3],
      ],
      1,
      'notEnoughEvidence',
    ],
    [
      'many answers in 70 % of the exam',
      [
        [18, 20],
        [18, 20],
        [2, 2],
        [2, 2],
      ],
      1,
      'notEnoughEvidence',
    ],
    ['good answers that are 31 days old', STRONG, 31, 'outOfDate'],
    ['good answers that are 30 days old', STRONG, 30, 'likely'],
    [
      'mixed answers',
      [
        [14, 20],
        [11, 15],
        [7, 10],
        [3, 5],
      ],
      1,
      'borderline',
    ],
    [
      'mostly wrong answers',
      [
        [8, 20],
        [6, 15],
        [4, 10],
        [1, 5],
      ],
      1,
      'unlikely',
    ],
    [
      'few old answers: what is missing comes first',
      [
        [5, 7],
        [0, 0],
        [0, 0],
        [0, 0],
      ],
      90,
      'notEnoughEvidence',
    ],
  ])('calls %s', (_, counts, ageDays, state) => {
    expect(assess(evidence(counts, ageDays)).state).toBe(state);
  });

  it('counts a domain without answers as covered by nobody but still forecasts when 90 % are covered', () => {
    const readiness = assess(
      evidence([
        [19, 20],
        [14, 15],
        [9, 10],
        [0, 0],
      ]),
    );
    expect(readiness).toMatchObject({ state: 'likely', thinDomains: [{ name: 'Governance', answered: 0 }] });
  });

  it('follows from the number of answers alone while there are few, wherever they are', () => {
    const enough = Math.max(...STATES_OF_FEW.map(({ below }) => below));
    for (let answered = 0; answered < enough; answered += 1) {
      const expected = STATES_OF_FEW.find(({ below }) => answered < below)?.state;
      for (const ageDays of [1, 100])
        for (const first of [0, Math.floor(answered / 2), answered]) {
          const counts = [first, answered - first, 0, 0].map((n) => [Math.ceil(n / 2), n] as const);
          expect(assess(evidence(counts, ageDays)).state).toBe(expected);
        }
    }
  });

  it('says what is missing and gives no number without enough evidence', () => {
    const readiness = assess(
      evidence([
        [4, 4],
        [0, 1],
        [1, 1],
        [0, 0],
      ]),
    );
    expect(readiness).toEqual({
      state: 'notEnoughEvidence',
      rules: READINESS_RULES,
      check: { recorded: 0, needed: 20 },
      cutPercent: 70,
      answered: 6,
      omitted: 0,
      notReached: 0,
      answersNeeded: 14,
      coveredWeightPercent: 40,
      coverageReached: false,
      thinDomains: [
        { domainId: 'development', name: 'Development', weightPercent: 30, answered: 1, answersNeeded: 2 },
        { domainId: 'ingestion', name: 'Ingestion', weightPercent: 20, answered: 1, answersNeeded: 2 },
        { domainId: 'governance', name: 'Governance', weightPercent: 10, answered: 0, answersNeeded: 3 },
      ],
    });
    expect('forecast' in readiness).toBe(false);
  });

  it('forecasts against the cut that it is given', () => {
    const counts = [
      [14, 20],
      [11, 15],
      [7, 10],
      [3, 5],
    ] as const;
    expect(assess(evidence(counts), 50).state).toBe('likely');
    expect(assess(evidence(counts), 85).state).toBe('unlikely');
  });

  it('takes a clock that runs behind for an age of zero days', () => {
    expect(assess(evidence(STRONG, -2))).toMatchObject({ newestAnswerAgeDays: 0 });
  });

  it('refuses a blueprint that can not be allocated', () => {
    expect(() => assess(evidence(STRONG, 1, [0, 50, 30, 20]))).toThrow('The weight of processing is 0 %');
  });
});

describe('readiness in words', () => {
  it('tells HR and the learner that nothing has started', () => {
    const readiness = assess(evidence(NONE));
    expect(readinessSentence(readiness)).toBe('Not started.');
    expect(learnerReadinessSentence(readiness)).toBe(
      'No answers yet. A first estimate needs 20 first-time answers across the exam.',
    );
  });

  it('tells what is missing', () => {
    const readiness = assess(
      evidence([
        [2, 2],
        [1, 2],
        [1, 2],
        [0, 0],
      ]),
    );
    expect(readinessSentence(readiness)).toBe(
      'Not enough evidence: 6 of 20 first-time answers; domains with at least 3 answers make up 0\u00a0% of the exam, 80\u00a0% are needed; none yet in Governance (10\u00a0% of the exam).',
    );
    expect(learnerReadinessSentence(readiness)).toBe('6 of 20 so far. Governance has none yet.');
  });

  it('tells what is missing when there are answers enough in too few domains', () => {
    const readiness = assess(
      evidence([
        [18, 20],
        [18, 20],
        [0, 0],
        [0, 0],
      ]),
    );
    expect(learnerReadinessSentence(readiness)).toBe(
      '40 answers so far; domains with at least 3 answers make up 70\u00a0% of the exam, 80\u00a0% are needed. Ingestion and Governance have none yet.',
    );
  });

  it('never prints a percentage chance without enough evidence', () => {
    const readiness = assess(
      evidence([
        [7, 7],
        [5, 5],
        [4, 4],
        [3, 3],
      ]),
    );
    expect(readinessSentence(readiness)).toBe('Not enough evidence: 19 of 20 first-time answers.');
    expect(learnerReadinessSentence(readiness)).toBe('19 of 20 so far.');
  });

  it.each([
    [
      'likely',
      STRONG,
      /^Likely to pass\. Chance to pass \d\d\u00a0% \(\d+–\d+\u00a0%\), from 50 first-time answers\.$/,
      /^You are likely to pass\. Chance to pass /,
    ],
    [
      'borderline',
      [
        [14, 20],
        [11, 15],
        [7, 10],
        [3, 5],
      ],
      /^Borderline\. Chance to pass \d\d\u00a0% \(/,
      /^It could go either way\. Chance to pass /,
    ],
    [
      'unlikely',
      [
        [8, 20],
        [6, 15],
        [4, 10],
        [1, 5],
      ],
      /^Unlikely yet\. Chance to pass 1\u00a0%/,
      /^Not there yet\. .*Expect \d+ to \d+ of 45 right; the pass mark is 32\.$/,
    ],
  ] as const)('gives the chance, its range and its evidence when %s', (_, counts, forHr, forLearner) => {
    const readiness = assess(evidence(counts));
    expect(readinessSentence(readiness)).toMatch(forHr);
    expect(learnerReadinessSentence(readiness)).toMatch(forLearner);
  });

  it('says how old the evidence is when it is out of date', () => {
    const readiness = assess(evidence(STRONG, 45));
    expect(readinessSentence(readiness)).toMatch(
      /^Out of date: the newest answer is 45 days old\. Chance to pass \d\d\u00a0%.* then, /,
    );
    expect(learnerReadinessSentence(readiness)).toBe(
      'Your newest answer is 45 days old. New questions bring the estimate up to date.',
    );
  });

  it('names at most three domains', () => {
    const domains = Array.from({ length: 6 }, (_, i) => ({
      domainId: `d${i}`,
      name: `Domain ${i + 1}`,
      weightPercent: i === 0 ? 50 : 10,
      firstExposure: { correct: 0, answered: i === 0 ? 1 : 0, omitted: 0 },
      notReached: 0,
      lastAnsweredAtMs: NOW,
    }));
    expect(learnerReadinessSentence(assess(domains))).toBe(
      '1 of 20 so far. Domain 2, Domain 3, Domain 4 and 2 other domains have none yet.',
    );
  });

  it('carries the badge that nothing was checked yet', () => {
    expect(resultsCheckText(assess(evidence(NONE)).check)).toBe(
      'Not checked against real results (0 recorded)',
    );
    const recorded = assessReadiness({
      nowMs: NOW,
      questionCount: 45,
      cutPercent: 70,
      domains: evidence(STRONG),
      recordedOutcomes: 7,
    });
    expect(resultsCheckText(recorded.check)).toBe('Not checked against real results (7 recorded)');
  });
});

describe('practiceAdvice', () => {
  it('sends the learner to the heaviest domain without an answer', () => {
    const advice = practiceAdvice(
      evidence([
        [2, 9],
        [0, 0],
        [5, 5],
        [0, 0],
      ]),
    );
    expect(advice).toMatchObject({ reason: 'noEvidence', domain: { name: 'Development' } });
    expect(advice?.text).toBe('Practise Development next: 30\u00a0% of the exam, and no answer yet.');
  });

  it('otherwise weighs the room to improve with the weight in the exam', () => {
    const advice = practiceAdvice(
      evidence([
        [12, 20],
        [14, 20],
        [14, 20],
        [8, 20],
      ]),
    );
    expect(advice).toMatchObject({ reason: 'largestGain', domain: { name: 'Processing' } });
    expect(advice?.text).toBe(
      'Practise Processing next: 40\u00a0% of the exam, 12 of 20 answers right so far. This is where practice is likely to add most.',
    );
  });

  it('does not chase a light domain on two wrong answers', () => {
    const advice = practiceAdvice(
      evidence([
        [13, 20],
        [14, 20],
        [14, 20],
        [0, 2],
      ]),
    );
    expect(advice?.domain.name).toBe('Processing');
  });

  it('gives every domain a share, together one', () => {
    const shares = practiceAdvice(evidence(STRONG))?.priorities.map((domain) => domain.share) ?? [];
    expect(shares).toHaveLength(4);
    expect(Math.min(...shares)).toBeGreaterThan(0);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  it('starts with the heaviest domain when there is nothing yet, and has no advice for an empty blueprint', () => {
    expect(practiceAdvice(evidence(NONE))?.domain.name).toBe('Processing');
    expect(practiceAdvice([])).toBeNull();
  });
});
