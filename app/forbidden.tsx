import type { Metadata } from 'next';
import { MemberShell } from '@/components/auth/member-shell';
import { Forbidden } from '@/components/shell/forbidden';
import { SignedOutShell } from '@/components/shell/signed-out-shell';
import { findVisitor } from '@/lib/features/identity/loaders';

export const metadata: Metadata = { title: 'No access' };

/** Within one's own organisation a role may not reach a page; the frame stays, so that nobody is stranded. */
export default async function ForbiddenPage() {
  const visitor = await findVisitor();
  return visitor ? (
    <MemberShell visitor={visitor}>
      <Forbidden />
    </MemberShell>
  ) : (
    <SignedOutShell>
      <Forbidden />
    </SignedOutShell>
  );
}
