import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DraftView, SaveDraftInput } from '@/lib/features/import-draft/contract';
import { DraftSaver } from './draft-saver';

const view = (part: Partial<DraftView> = {}): DraftView => ({
  id: 'd',
  sourceName: 'post.txt',
  createdBy: 'Ada',
  isOwn: true,
  updatedAt: '2026-11-27T10:00:00Z',
  expiresAt: '2026-12-04T10:00:00Z',
  bytes: 3,
  work: { edited: false, decisions: 0 },
  job: null,
  rev: 1,
  sourceText: 'one',
  isEdited: false,
  format: null,
  columnMapping: null,
  options: {
    ...{ step: 2, bank: null, itemState: 'draft', licenceNote: '', rightToUse: false },
    ...{ topicByTag: {}, topicByRow: {}, topicOfOthers: null, domainOfTopic: {} },
  },
  decisions: { rules: {}, rows: {} },
  ...part,
});

class Refused extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`refused with ${status}`);
    this.status = status;
  }
}

/** A server with one draft; `answers` are failures to give first, in order. */
function serverWith(draft: DraftView, answers: readonly (Error | 'lost')[] = []) {
  const failures = [...answers];
  const sent: SaveDraftInput[] = [];
  let kept = draft;
  const server = {
    sent,
    kept: () => kept,
    overwrite: (part: Partial<DraftView>) => {
      kept = { ...kept, ...part, rev: kept.rev + 1 };
    },
    save: async (input: SaveDraftInput) => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      sent.push(input);
      const failure = failures.shift();
      if (failure instanceof Error) throw failure;
      if (input.rev !== kept.rev) throw new Refused(409);
      const { rev: _, ...part } = input;
      kept = { ...kept, ...(part as Partial<DraftView>), rev: kept.rev + 1 };
      if (failure === 'lost') throw new Refused(0);
      return { rev: kept.rev };
    },
    read: async () => kept,
  };
  return server;
}

describe('a draft that is kept on the server', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('sends a pause of typing once, and what was typed meanwhile with the next request', async () => {
    const server = serverWith(view());
    const saver = new DraftSaver(server.kept(), server);
    saver.change({ sourceText: 'one t' });
    saver.change({ sourceText: 'one tw' });
    await vi.advanceTimersByTimeAsync(160);
    saver.change({ sourceText: 'one two' });
    expect(saver.snapshot().isSaved).toBe(false);
    await vi.advanceTimersByTimeAsync(1000);
    expect(server.sent.map(({ rev, sourceText }) => [rev, sourceText])).toEqual([
      [1, 'one tw'],
      [2, 'one two'],
    ]);
    expect(saver.snapshot()).toMatchObject({ rev: 3, isSaved: true, state: 'saved' });
    expect(saver.textOf(2)).toBe('one tw');
  });

  it('tries again until the server is there, with all that changed', async () => {
    const server = serverWith(view(), [new Refused(0), new Refused(503)]);
    const saver = new DraftSaver(server.kept(), server);
    saver.change({ sourceText: 'kept' });
    await vi.advanceTimersByTimeAsync(300);
    expect(saver.snapshot().state).toBe('retrying');
    saver.change({ sourceName: 'renamed.txt' });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(server.kept()).toMatchObject({ sourceText: 'kept', sourceName: 'renamed.txt' });
    expect(saver.snapshot()).toMatchObject({ state: 'saved', isSaved: true });
  });

  it('asks when somebody else saved first, and drops neither version by itself', async () => {
    const server = serverWith(view());
    const saver = new DraftSaver(server.kept(), server);
    server.overwrite({ sourceText: 'theirs' });
    saver.change({ sourceText: 'mine' });
    await vi.advanceTimersByTimeAsync(1000);
    expect(saver.snapshot()).toMatchObject({ state: 'conflict', content: { sourceText: 'mine' } });
    expect(saver.snapshot().theirs?.sourceText).toBe('theirs');
    saver.change({ sourceText: 'mine too' });
    await vi.advanceTimersByTimeAsync(1000);
    expect(server.kept().sourceText).toBe('theirs');

    saver.keepMine();
    await vi.advanceTimersByTimeAsync(1000);
    expect(server.kept().sourceText).toBe('mine too');
  });

  it('takes the other version when told so and says that the text was replaced', async () => {
    const server = serverWith(view());
    const saver = new DraftSaver(server.kept(), server);
    server.overwrite({ sourceText: 'theirs' });
    saver.change({ sourceText: 'mine' });
    await vi.advanceTimersByTimeAsync(1000);
    saver.takeTheirs();
    expect(saver.snapshot()).toMatchObject({ content: { sourceText: 'theirs' }, generation: 1, rev: 2 });
    saver.change({ sourceText: 'theirs and mine' });
    await vi.advanceTimersByTimeAsync(1000);
    expect(server.kept().sourceText).toBe('theirs and mine');
  });

  it('sees no conflict with itself when only the answer got lost', async () => {
    const server = serverWith(view(), ['lost']);
    const saver = new DraftSaver(server.kept(), server);
    saver.change({ sourceText: 'once' });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(saver.snapshot()).toMatchObject({ state: 'saved', rev: 2, isSaved: true });
  });

  it('says what the server refuses and sends it again when it was changed', async () => {
    const server = serverWith(view(), [new Refused(422)]);
    const saver = new DraftSaver(server.kept(), server);
    saver.change({ sourceName: '' });
    await vi.advanceTimersByTimeAsync(1000);
    expect(saver.snapshot()).toMatchObject({ state: 'refused', problem: 'refused with 422' });
    saver.change({ sourceName: 'named' });
    await vi.advanceTimersByTimeAsync(1000);
    expect(saver.snapshot().state).toBe('saved');
  });
});
