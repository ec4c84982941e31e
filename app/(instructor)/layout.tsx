import type { ReactNode } from 'react';
import { MemberShell } from '@/components/auth/member-shell';
import { loadVisitor } from '@/lib/features/identity/loaders';

/** Only the frame: each page asks for its own permission, because a layout isn't run again on every navigation. */
export default async function InstructorLayout({ children }: { children: ReactNode }) {
  return <MemberShell visitor={await loadVisitor()}>{children}</MemberShell>;
}
