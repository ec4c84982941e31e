import 'server-only';
import * as z from 'zod';
import { isId, newId } from '../id';

const SHA256 = /^[0-9a-f]{64}$/;

/**
 * The ids of a path, each malformed one replaced by one that nothing has: it goes the way of every unknown id, so that the two
 * are answered alike.
 */
export function withKnownForms(rawParams: unknown): Record<string, unknown> {
  const known = ([name, value]: [string, unknown]): [string, unknown] => {
    if (typeof value !== 'string') return [name, value];
    if (name === 'sha256') return [name, SHA256.test(value) ? value : '0'.repeat(64)];
    return [name, isId(value) ? value : newId()];
  };
  return Object.fromEntries(Object.entries((rawParams ?? {}) as Record<string, unknown>).map(known));
}

export type ReadBody<B> =
  | { readonly ok: true; readonly value: B }
  | { readonly ok: false; readonly message: string };

/** A body as the schema has it; strict schemas refuse unknown keys. */
export function parseBody<B>(schema: z.ZodType<B>, text: string): ReadBody<B> {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return { ok: false, message: 'The body is not valid JSON.' };
  }
  const parsed = schema.safeParse(raw);
  return parsed.success
    ? { ok: true, value: parsed.data }
    : { ok: false, message: z.prettifyError({ issues: parsed.error.issues.flatMap(ofNearestShape) }) };
}

/** The bytes of a body, counted while they arrive, whatever the request says about its length; null when there are more. */
export async function readAtMost(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer> | null> {
  if (Number(request.headers.get('content-length')) > limit) return null;
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = request.body?.getReader();
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    length += read.value.byteLength;
    if (length > limit) {
      await reader?.cancel();
      return null;
    }
    parts.push(read.value);
  }
  return new Uint8Array(Buffer.concat(parts, length));
}

/** Of alternatives, what is wrong with the one that fits best: that none of them fits says nothing. */
function ofNearestShape(issue: z.core.$ZodIssue): readonly z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const [nearest = []] = [...issue.errors].sort((a, b) => a.length - b.length);
  return nearest.length === 0 ? [issue] : nearest;
}
