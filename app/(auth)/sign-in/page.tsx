import type { Metadata } from 'next';
import { DemoLogins } from '@/components/auth/demo-logins';
import { SignInForm } from '@/components/auth/sign-in-form';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { loadDemoLogins, redirectSignedIn } from '@/lib/features/identity/loaders';

export const metadata: Metadata = { title: 'Sign in' };

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ joined?: string }> }) {
  await redirectSignedIn();
  const { joined } = await searchParams;
  return (
    <>
      <PageHeader title="Sign in" />
      {joined ? <Notice title="Your password is set">Sign in with it to begin.</Notice> : null}
      <SignInForm />
      <DemoLogins logins={loadDemoLogins()} />
    </>
  );
}
