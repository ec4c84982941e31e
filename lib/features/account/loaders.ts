import 'server-only';
import { cache } from 'react';
import { findOwnAccount } from '@/lib/infra/auth/own-account';
import { askToSignIn, requireVisitor } from '@/lib/infra/auth/require-scope';
import { readTokenHash } from '@/lib/infra/auth/session';
import type { AccountView } from './contract';
import { toAccountView } from './mappers';

/** What somebody sees and may change about themselves. */
export const loadAccount = cache(
  async (): Promise<{ readonly account: AccountView; readonly timeZone: string }> => {
    const { membership, organisationTimeZone } = await requireVisitor();
    const tokenHash = await readTokenHash();
    const account = tokenHash && (await findOwnAccount(tokenHash));
    if (!account) return askToSignIn();
    return { account: toAccountView(account, organisationTimeZone), timeZone: membership.timeZone };
  },
);
