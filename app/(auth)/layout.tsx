import type { ReactNode } from 'react';
import { SignedOutShell } from '@/components/shell/signed-out-shell';

export default function AuthLayout({ children }: { children: ReactNode }) {
  return <SignedOutShell>{children}</SignedOutShell>;
}
