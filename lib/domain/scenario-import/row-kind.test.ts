import { describe, expect, it } from 'vitest';
import { type ChangeKind, type Decisions, decide, type RowKind } from './row-kind';

const row = (kind: RowKind, changes: readonly ChangeKind[] = []) => ({ key: '7 Title', kind, changes });
const NONE: Decisions = { rules: {}, rows: {} };

describe('the decision for a row', () => {
  it('merges nothing by itself: near-duplicates stay apart, contradictions wait', () => {
    expect(decide(row('near_duplicate'), NONE)).toEqual({ decision: 'create', isChosen: false });
    expect(decide(row('contradiction'), NONE)).toEqual({ decision: 'skip', isChosen: false });
    expect(decide(row('gone'), NONE)).toEqual({ decision: 'skip', isChosen: false });
  });

  it('is its own before that of a rule, and that of its weightiest change before that of its kind', () => {
    const changed = row('changed', ['key', 'rationale']);
    const rules = { changed: 'skip', key: 'create', rationale: 'update' } as const;
    expect(decide(changed, { rules: { changed: 'skip' }, rows: {} }).decision).toBe('skip');
    expect(decide(changed, { rules, rows: {} }).decision).toBe('create');
    expect(decide(changed, { rules, rows: { '7 Title': 'update' } }).decision).toBe('update');
  });

  it('passes over what a kind does not allow, and what only looks like a row of its own', () => {
    expect(decide(row('blocked'), { rules: { blocked: 'create' }, rows: {} }).decision).toBe('skip');
    expect(decide({ ...row('new'), key: 'constructor' }, NONE)).toEqual({
      decision: 'create',
      isChosen: false,
    });
  });
});
