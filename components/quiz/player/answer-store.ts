import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { PendingAnswer } from '@/lib/domain/attempt/answer';

/** Where unsent answers wait on the device. Every method may fail: private windows and full discs refuse. */
export interface AnswerStore {
  readonly all: () => Promise<readonly PendingAnswer[]>;
  readonly put: (answer: PendingAnswer) => Promise<void>;
  /** Removes an item's answer unless a newer one has come since. */
  readonly remove: (itemId: string, upToRev: number) => Promise<void>;
}

interface Schema extends DBSchema {
  answers: {
    key: [attemptId: string, itemId: string];
    value: PendingAnswer & { attemptId: string };
  };
}

/** A store that doesn't answer within this time is taken for one that refuses, so that saving online goes on. */
const PATIENCE_MS = 1500;

const inTime = <T>(work: Promise<T>): Promise<T> =>
  Promise.race([
    work,
    new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error('The device did not answer')), PATIENCE_MS);
    }),
  ]);

/** Unsent answers in IndexedDB, keyed by attempt, so that they outlive a reload, a crash and a closed tab. */
export function deviceStore(attemptId: string): AnswerStore {
  let opening: Promise<IDBPDatabase<Schema>> | undefined;
  const database = () => {
    opening ??= openDB<Schema>('cutscore', 1, {
      upgrade: (db) => {
        db.createObjectStore('answers', { keyPath: ['attemptId', 'itemId'] });
      },
    });
    return opening;
  };
  return {
    all: () =>
      inTime(database().then((db) => db.getAll('answers', IDBKeyRange.bound([attemptId], [attemptId, []])))),
    put: ({ itemId, rev, selected, flagged }) =>
      inTime(
        database().then(async (db) => {
          await db.put('answers', { attemptId, itemId, rev, selected, flagged });
        }),
      ),
    remove: (itemId, upToRev) =>
      inTime(
        database().then(async (db) => {
          const transaction = db.transaction('answers', 'readwrite');
          const kept = await transaction.store.get([attemptId, itemId]);
          if (kept && kept.rev <= upToRev) await transaction.store.delete([attemptId, itemId]);
          await transaction.done;
        }),
      ),
  };
}
