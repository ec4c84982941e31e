import { expect, it } from 'vitest';
import type { DrawOption } from '@/lib/features/exam/contract';
import { practiceWords, prefillDraws } from './draw-prefill';

const option = (topic: string, bankId: string, available: number): DrawOption => ({
  topicId: `id of ${topic}`,
  topic,
  bankId,
  bank: `Bank ${bankId}`,
  available,
});
const options = [option('Lineage', 'a', 2), option('Lineage', 'b', 14), option('Masks', 'a', 1)];

it('starts a practice with ten questions of a topic, or all there are', () => {
  expect(prefillDraws(options, ['id of Lineage'], null)).toEqual({ 'b:id of Lineage': 10 });
  expect(prefillDraws(options, ['id of Lineage'], 'a')).toEqual({ 'a:id of Lineage': 2 });
});

it('says what a practice came with and gives it a name', () => {
  const words = practiceWords(
    options,
    prefillDraws(options, ['id of Lineage', 'id of Masks'], 'a'),
    '1 Dec 2026',
  );
  expect(words?.name).toBe('Practice of 1 Dec 2026: Lineage and Masks');
  expect(words?.finding.replaceAll('\u00a0', ' ')).toMatch(/^A practice of 3 questions on Lineage and Masks/);
  expect(practiceWords(options, {}, '1 Dec 2026')).toBeNull();
});
