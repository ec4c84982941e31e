import pg from 'pg';

const connectPatienceMs = 10_000;

/** pg's own `connectionTimeoutMillis` leaves its timer running after a refusal, which keeps a finished command alive. */
async function connect(client: pg.Client): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    const error = new Error(`no answer within ${connectPatienceMs / 1000} s`);
    timer = setTimeout(() => reject(error), connectPatienceMs);
  });
  try {
    await Promise.race([client.connect(), tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

/** Runs `work` with one connection and always closes it. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  // A connection that the server ends while it idles is no failure of the command.
  client.on('error', () => {});
  try {
    await connect(client);
  } catch (error) {
    // Not awaited: on a connection that never came about it would not resolve.
    client.end().catch(() => {});
    throw error;
  }
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
