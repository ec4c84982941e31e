import { createServer } from 'node:http';
import pg from 'pg';
import { hashToken, readSessionToken } from '@/lib/infra/auth/session-token';

/*
 * What bench:exam compares with, as a process of its own whose processor time can be read. Told by its parent, over IPC, which statement saves an
 * answer and for whom: `pool` runs it as fast as it can, `http` answers PUT requests with it.
 */

interface Order {
  readonly kind: 'pool' | 'http';
  readonly url: string;
  readonly text: string;
  /** One list of values for each learner; the place of the revision, and of the token's hash, which travels as hex. */
  readonly seats: readonly (readonly unknown[])[];
  readonly revAt: number;
  readonly seconds: number;
}

process.once('message', async (order: Order) => {
  const { kind, url, text, seats, revAt, seconds } = order;
  const pool = new pg.Pool({ connectionString: url, max: 10 });
  let rev = 1_000_000;
  const save = (values: readonly unknown[], tokenHash: Buffer) => {
    rev += 1;
    const given = values.map((value, at) => (at === revAt ? rev : at === 0 ? tokenHash : value));
    return pool.query<{ status: string; remaining_ms: string }>(text, given);
  };
  if (kind === 'pool') {
    const until = performance.now() + seconds * 1000;
    let saved = 0;
    await Promise.all(
      seats.map(async (values) => {
        const tokenHash = Buffer.from(String(values[0]), 'hex');
        while (performance.now() < until) {
          const { rows } = await save(values, tokenHash);
          if (rows[0]?.status !== 'saved') throw new Error(`not saved: ${rows[0]?.status}`);
          saved += 1;
        }
      }),
    );
    process.send?.({ saved });
    return;
  }
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const { seat } = JSON.parse(Buffer.concat(parts).toString('utf8')) as { seat: number };
    const cookie = /cutscore\.session=([^;]+)/.exec(request.headers.cookie ?? '')?.[1];
    const token = await readSessionToken(cookie);
    const { rows } = await save(seats[seat] ?? [], hashToken(token ?? ''));
    const body = JSON.stringify({ outcome: rows[0]?.status, remainingMs: Number(rows[0]?.remaining_ms) });
    response.writeHead(200, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    });
    response.end(body);
  });
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    process.send?.({ port: address && typeof address === 'object' ? address.port : 0 });
  });
});
