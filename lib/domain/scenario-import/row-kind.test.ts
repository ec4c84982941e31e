import { describe, expect, it } from 'vitest';
import { type ChangeKind, decide, NO_DECISIONS, type RowKind } from './row-kind';

const row = (kind: RowKind, changes: readonly ChangeKind[] = []) => ({
  key: '7 Title',
  kind,
  changes,
  target: 'known',
});

describe('the decision for a row', () => {
  it('merges nothing by itself: near-duplicates stay apart, contradictions wait', () => {
    expect(decide(row('near_duplicate'), NO_DECISIONS)).toEqual({ decision: 'create', isChosen: false });
    expect(decide(row('contradiction'), NO_DECISIONS)).toEqual({ decision: 'skip', isChosen: false });
    expect(decide(row('gone'), NO_DECISIONS)).toEqual({ decision: 'skip', isChosen: false });
  });

  it('is its own before that of a rule, and that of its weightiest change before that of its kind', () => {
    const changed = row('changed', ['key', 'rationale']);
    const rules = { changed: 'skip', key: 'create', rationale: 'update' } as const;
    expect(decide(changed, { rules: { changed: 'skip' }, rows: {} }).decision).toBe('skip');
    expect(decide(changed, { rules, rows: {} }).decision).toBe('create');
    expect(decide(changed, { rules, rows: { '7 Title': 'update' } }).decision).toBe('update');
  });

  it('offers no update where there is nothing to update', () => {
    const near = { ...row('near_duplicate'), target: null };
    expect(decide(near, { rules: { near_duplicate: 'update' }, rows: {} }).decision).toBe('create');
  });

  it('passes over what a kind does not allow, and what only looks like a row of its own', () => {
    expect(decide(row('blocked'), { rules: { blocked: 'create' }, rows: {} }).decision).toBe('skip');
    expect(decide({ ...row('new'), key: 'constructor' }, NO_DECISIONS)).toEqual({
      decision: 'create',
      isChosen: false,
    });
  });
});
