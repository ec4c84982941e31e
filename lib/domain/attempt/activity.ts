/** What happens around the answers of an exam: measurement and the next device need it, no score does. */
export const ACT_KINDS = ['shown', 'left', 'flagged', 'unflagged', 'struck', 'restored'] as const;
export type ActKind = (typeof ACT_KINDS)[number];

export interface Act {
  readonly kind: ActKind;
  /** Of the question in the form, from 1. */
  readonly position: number;
  /** Of an option struck out or restored: its place as presented, from 0. */
  readonly option?: number | undefined;
  /** How long before the sending it happened, in milliseconds. */
  readonly agoMs: number;
}

const LETTERS = {
  shown: 's',
  left: 'l',
  flagged: 'f',
  unflagged: 'u',
  struck: 'x',
  restored: 'r',
} as const satisfies Record<ActKind, string>;
const KINDS = new Map(ACT_KINDS.map((kind) => [LETTERS[kind], kind] as const));

/** Acts as they are stored beside an answer: "s5-1200 x5:2-300". */
export const writeActs = (acts: readonly Act[]): string =>
  acts
    .map(({ kind, position, option, agoMs }) => {
      const place = option === undefined ? '' : `:${option}`;
      return `${LETTERS[kind]}${position}${place}-${agoMs}`;
    })
    .join(' ');

const ACT = /^([slfuxr])(\d+)(?::(\d+))?-(\d+)$/;

/** What writeActs wrote; what it can't have written is left out. */
export function readActs(text: string): readonly Act[] {
  return text.split(' ').flatMap((each) => {
    const [, letter, position, option, agoMs] = ACT.exec(each) ?? [];
    const kind = KINDS.get(letter as (typeof LETTERS)[ActKind]);
    if (!kind) return [];
    const place = option === undefined ? {} : { option: Number(option) };
    return [{ kind, position: Number(position), ...place, agoMs: Number(agoMs) }];
  });
}

/** Acts that came with one call, and when by the server's clock, epoch milliseconds. */
export interface Activity {
  readonly receivedAtMs: number;
  readonly acts: string;
}

/** Where a learner stands beside their answers. Questions by position, options as "position:place". */
export interface Marks {
  readonly seen: ReadonlySet<number>;
  readonly flagged: ReadonlySet<number>;
  readonly struck: ReadonlySet<string>;
  /** The question looked at last; null when none was. */
  readonly place: number | null;
}

/** Marks after everything that was received so far, by the time at which it happened. */
export function foldActivity(received: readonly Activity[]): Marks {
  const acts = received
    .flatMap(({ receivedAtMs, acts }) =>
      readActs(acts).map((act) => ({ ...act, atMs: receivedAtMs - act.agoMs })),
    )
    .sort((a, b) => a.atMs - b.atMs);
  const seen = new Set<number>();
  const flagged = new Set<number>();
  const struck = new Set<string>();
  let place: number | null = null;
  for (const { kind, position, option } of acts) {
    if (kind === 'shown') {
      seen.add(position);
      place = position;
    } else if (kind === 'flagged') flagged.add(position);
    else if (kind === 'unflagged') flagged.delete(position);
    else if (kind === 'struck') struck.add(`${position}:${option}`);
    else if (kind === 'restored') struck.delete(`${position}:${option}`);
  }
  return { seen, flagged, struck, place };
}
