export const ACT_KINDS = ['shown', 'left', 'flagged', 'unflagged', 'struck', 'restored'] as const;
export interface Act {
  readonly kind: (typeof ACT_KINDS)[number];
  readonly position: number;
  readonly option?: number | undefined;
  readonly agoMs: number;
}
const LETTERS = { shown: 's', left: 'l', flagged: 'f', unflagged: 'u', struck: 'x', restored: 'r' } as const;
export const writeActs = (acts: readonly Act[]): string =>
  acts
    .map(
      (act) =>
        `${LETTERS[act.kind]}${act.position}${act.option === undefined ? '' : `:${act.option}`}-${act.agoMs}`,
    )
    .join(' ');
