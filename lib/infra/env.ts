import 'server-only';
import * as z from 'zod';

const databaseUrl = (role: string) =>
  z
    .url({ protocol: /^postgres(ql)?$/, message: 'must be a postgresql:// URL' })
    .refine((url) => new URL(url).username === role, `must sign in as the role ${role}`);

const LOOPBACK = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Names as they stand in a `Host` header, with the port where there is one. */
const hosts = z
  .string()
  .default('')
  .transform((list) => list.split(/[\s,]+/).filter(Boolean))
  .refine((list) => list.every((host) => /^[\w.-]+(:\d+)?$|^\[[\da-f:]+\](:\d+)?$/i.test(host)), {
    message: 'must be host names with their ports, separated by commas',
  });

/** `id:secret` pairs, the one that signs first. */
const receiptKeys = z
  .string()
  .default('')
  .transform((list) =>
    list
      .split(/[\s,]+/)
      .filter(Boolean)
      .map((pair) => {
        const [id = '', ...secret] = pair.split(':');
        return { id, secret: secret.join(':') };
      }),
  )
  .refine(
    (keys) =>
      keys.every(({ id, secret }) => /^[\w.-]{1,32}$/.test(id) && id !== 'auth' && secret.length >= 32) &&
      new Set(keys.map(({ id }) => id)).size === keys.length,
    {
      message:
        'must be id:secret pairs, separated by commas, each id once and each secret with at least 32 characters',
    },
  );

const schema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  /** Where people reach the application; decides about cookies, origins and links. */
  APP_URL: z
    .url({ protocol: /^https?$/, message: 'must be an http:// or https:// URL' })
    .refine(
      (url) => URL.canParse(url) && (url.startsWith('https:') || LOOPBACK.test(new URL(url).hostname)),
      {
        message: 'must be https://, unless its host is this machine (localhost, 127.0.0.1)',
      },
    ),
  /** Further names under which requests arrive, such as that of the server behind a proxy. */
  ALLOWED_HOSTS: hosts,
  AUTH_SECRET: z.string().min(32, 'must have at least 32 characters'),
  /** Secrets that sign receipts: the first signs, all verify. Empty: one that follows from AUTH_SECRET. */
  RECEIPT_KEYS: receiptKeys,
  APP_DATABASE_URL: databaseUrl('app_rw'),
  HR_DATABASE_URL: databaseUrl('app_hr'),
  JOBS_DATABASE_URL: databaseUrl('app_jobs'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  /** Shows the demo logins on the sign-in page. */
  DEMO: z.enum(['true', 'big', 'false']).default('false'),
  /** How many proxies of ours stand in front and append to x-forwarded-for; 0 believes no such header. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  /** Connections per pool, of all processes of this server together. */
  POOL_SIZE: z.coerce.number().int().min(1).max(100).default(10),
  /** How many processes serve behind one port; `npm start` says it. */
  WORKERS: z.coerce.number().int().min(1).max(256).default(1),
});

export type Env = z.infer<typeof schema>;

let parsed: Env | undefined;

/**
 * The configuration, parsed once. Throws with one line per wrong or missing variable; `instrumentation.ts` calls it first,
 * so that a misconfigured server doesn't start.
 */
export function env(): Env {
  if (parsed) return parsed;
  const result = schema.safeParse(process.env);
  if (!result.success) {
    const lines = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`The configuration is incomplete (see .env.example):\n${lines.join('\n')}`);
  }
  parsed = result.data;
  // next-auth reads this one from the environment by itself.
  process.env.NEXTAUTH_URL = parsed.APP_URL;
  return parsed;
}
