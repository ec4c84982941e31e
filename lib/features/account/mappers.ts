import 'server-only';
import type { OwnAccount } from '@/lib/infra/auth/own-account';
import type { AccountView } from './contract';

export const toAccountView = (
  { name, email, timeZone, sessions }: OwnAccount,
  organisationTimeZone: string,
): AccountView => ({
  name,
  email,
  timeZone,
  organisationTimeZone,
  sessions: sessions.map(({ id, userAgent, createdAt, lastSeenAt, current }) => ({
    id,
    userAgent,
    signedInAt: createdAt,
    lastSeenAt,
    current,
  })),
});
