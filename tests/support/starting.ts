import type { Result } from '@/lib/domain/kernel/result';
import { type StartRefusal, startAttempt as start } from '@/lib/infra/starting-attempt';
import type { MemberScope } from '@/lib/infra/tenant-scope';

/** Starts an attempt from a page that was made for this person, as its route does. */
export const startAttempt = (
  { organisationId, actor: { personId } }: MemberScope,
  assignmentId: string,
  tokenHash: Buffer,
): Promise<Result<string, StartRefusal>> => start({ tokenHash, personId, organisationId }, assignmentId);
