import type { ReactNode } from 'react';
import { MemberShell } from '@/components/auth/member-shell';
import { loadVisitor } from '@/lib/features/identity/loaders';

/** Only the frame, the same for every role. */
export default async function AccountLayout({ children }: { children: ReactNode }) {
  return <MemberShell visitor={await loadVisitor()}>{children}</MemberShell>;
}
