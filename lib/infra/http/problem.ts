import 'server-only';
import type { Failure } from '@/lib/domain/kernel/failure';
import { refusal, reply, toResponse } from './reply';

/** A JSON answer that no cache keeps. */
export const json = (body: unknown, status = 200): Response => toResponse(reply(body, status));

/** A refusal as RFC 9457 problem details. `extra` adds members that the client acts on. */
export const problem = (refused: Failure, requestId: string, extra: Record<string, unknown> = {}): Response =>
  toResponse(refusal(refused, requestId, extra));
