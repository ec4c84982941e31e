import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { PendingAnswer } from '@/lib/domain/attempt/answer';
import type { AnswerSeal } from '@/lib/domain/attempt/answer-seal';
import {
  type AnswerName,
  AnswerSealer,
  madeBefore,
  type NamedAnswer,
  type SealedAnswer,
} from './sealed-answer';

/** Where unsent answers wait on the device. Every method may fail: private windows and full discs refuse. */
export interface AnswerStore {
  readonly all: () => Promise<readonly PendingAnswer[]>;
  readonly put: (answer: PendingAnswer) => Promise<void>;
  /** Removes an item's answer unless a newer one has come since. */
  readonly remove: (itemId: string, upToRev: number) => Promise<void>;
}

interface Schema extends DBSchema {
  sealed: { key: [owner: string, attemptId: string, itemId: string]; value: SealedAnswer };
  /** As earlier builds kept them: readable by anybody. Only emptied. */
  answers: {
    key: [attemptId: string, itemId: string];
    value: Omit<PendingAnswer, 'made'> & { attemptId: string };
  };
}
type Database = IDBPDatabase<Schema>;

/** A store that doesn't answer within this time is taken for one that refuses, so that saving online goes on. */
const PATIENCE_MS = 1500;

const inTime = <T>(work: Promise<T>): Promise<T> =>
  Promise.race([
    work,
    new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error('The device did not answer')), PATIENCE_MS);
    }),
  ]);

let opening: Promise<Database> | undefined;
function database(): Promise<Database> {
  opening ??= openDB<Schema>('cutscore', 2, {
    upgrade: (db, oldVersion) => {
      if (oldVersion < 1) db.createObjectStore('answers', { keyPath: ['attemptId', 'itemId'] });
      db.createObjectStore('sealed', { keyPath: ['owner', 'attemptId', 'itemId'] });
    },
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
  });
  return opening;
}

/** Unsent answers in IndexedDB, sealed for their person, so that they outlive a reload, a crash and a closed tab. */
export function deviceStore(
  attemptId: string,
  seal: AnswerSeal,
  nameOf: (itemId: string) => AnswerName,
): AnswerStore {
  const sealer = new AnswerSealer(seal);
  const { owner } = seal;
  const put = async (db: Database, { itemId, rev, made, selected, flagged }: PendingAnswer) => {
    const named = { attemptId, itemId, rev, made, selected, flagged, name: nameOf(itemId) };
    await db.put('sealed', await sealer.seal(named));
  };
  /** Who may open the attempt gave the answers that an earlier build kept of it. */
  const adopt = async (db: Database) => {
    for (const answer of await db.getAll('answers', IDBKeyRange.bound([attemptId], [attemptId, []]))) {
      await put(db, { ...answer, made: madeBefore(answer.rev) });
      await db.delete('answers', [attemptId, answer.itemId]);
    }
  };
  return {
    all: () =>
      inTime(
        database().then(async (db) => {
          await adopt(db);
          return opened(db, sealer, IDBKeyRange.bound([owner, attemptId], [owner, attemptId, []]));
        }),
      ),
    put: (answer) => inTime(database().then((db) => put(db, answer))),
    remove: (itemId, upToRev) =>
      inTime(
        database().then(async (db) => {
          const transaction = db.transaction('sealed', 'readwrite');
          const kept = await transaction.store.get([owner, attemptId, itemId]);
          if (kept && kept.rev <= upToRev) await transaction.store.delete([owner, attemptId, itemId]);
          await transaction.done;
        }),
      ),
  };
}

/** Whether anything at all waits on the device, whosever it is: nobody is asked for a key before. */
export const anythingUnsent = (): Promise<boolean> =>
  inTime(database().then(async (db) => (await db.count('sealed')) > 0)).catch(() => false);

/** Everything of this person that waits on the device, whichever exam it is of. Nothing where the device keeps nothing. */
export const unsentAnswers = (seal: AnswerSeal): Promise<readonly NamedAnswer[]> =>
  inTime(
    database().then((db) =>
      opened(db, new AnswerSealer(seal), IDBKeyRange.bound([seal.owner], [seal.owner, []])),
    ),
  ).catch(() => []);

async function opened(
  db: Database,
  sealer: AnswerSealer,
  range: IDBKeyRange,
): Promise<readonly NamedAnswer[]> {
  const found = await Promise.all((await db.getAll('sealed', range)).map((record) => sealer.open(record)));
  return found.filter((answer) => answer !== null);
}
