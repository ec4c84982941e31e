import type { AttemptActKind } from '@/lib/domain/attempt/staff-act';
import 'server-only';
import type { ActBatch, LateSitting } from './contract';

export interface ActBatchRow {
  batchId: string;
  kind: AttemptActKind;
  reason: string;
  at: Date;
  by: string;
  minutes: number | null;
  sittings: number;
  undone: number;
  names: string[];
}

export const toActBatch = ({
  batchId,
  kind,
  reason,
  at,
  by,
  minutes,
  sittings,
  undone,
  names,
}: ActBatchRow): ActBatch => ({
  ...{ batchId, kind, reason, by, minutes, sittings, undone, names },
  at: at.toISOString(),
});

export interface LateRow {
  attemptId: string;
  label: string;
  closedAt: Date;
  closedBy: 'submitted' | 'expired';
  questions: number;
  inTime: number;
}

export const toLateSitting = ({
  attemptId,
  label,
  closedAt,
  closedBy,
  questions,
  inTime,
}: LateRow): LateSitting => ({
  ...{ attemptId, label, closedBy, questions, inTime },
  closedAt: closedAt.toISOString(),
});
