import { describe, expect, it } from 'vitest';
import { parseScenarioPost } from './parse-scenario-post';
import { rejectedSource } from './rejected-source';

const source = `Background — Questions 1–2

Sales arrive late -- every day.

Question 1: Fine

Which one?

A This
B That

Answer: A

Question 2: Without a key

Which one is next?

A This one
B That one

Rationale:
A is early.

Question 3: Names an option that is not there

Which is last?

A One
B Two

Answer: D
`;

describe('the questions that were rejected', () => {
  const rejected = rejectedSource(source, parseScenarioPost(source), 'scenario-post');

  it('come with what is wrong and with their background', () => {
    expect(rejected).toContain('<!-- Line 14: Question 2 has no key.');
    expect(rejected).toContain('<!-- Line 31: The key of question 3 names D');
    expect(rejected).toContain('Sales arrive late -- every day.');
    expect(rejected).not.toContain('Question 1: Fine');
  });

  it('are a source of their own: the same questions, and the comments are no part of them', () => {
    const post = parseScenarioPost(rejected);
    expect(post.items.map(({ number, ready }) => [number, ready])).toEqual([
      [2, false],
      [3, false],
    ]);
    expect(post.lines.unrecognised).toBe(0);
    const comments = rejected.split('\n').filter((line) => line.startsWith('<!--')).length;
    expect(post.lines.noise).toBe(comments);
    const repaired = rejected
      .replace('Answer: D', 'Answer: B')
      .replace('Rationale:', 'Answer: A\n\nRationale:');
    expect(parseScenarioPost(repaired).items.map(({ ready }) => ready)).toEqual([true, true]);
  });

  it('are nothing when everything was imported', () => {
    const post = parseScenarioPost(source.slice(0, source.indexOf('Question 2:')));
    expect(rejectedSource(source, post, 'scenario-post')).toBe('');
  });

  it('keep the head of a table and comment where the format has comments', () => {
    const post = parseScenarioPost(source);
    expect(rejectedSource(source, post, 'table').split('\n')[0]).toBe('Background — Questions 1–2');
    expect(rejectedSource(source, post, 'gift')).toMatch(/^\/\/ Line 14: /m);
  });
});
