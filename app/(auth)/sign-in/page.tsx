import type { Metadata } from 'next';
import { DemoLogins } from '@/components/auth/demo-logins';
import { ForgottenPassword } from '@/components/auth/forgotten-password';
import { SignInForm } from '@/components/auth/sign-in-form';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { loadDemoLogins, loadSignIn } from '@/lib/features/identity/loaders';

export const metadata: Metadata = { title: 'Sign in' };

type Search = Promise<Record<string, string | string[] | undefined>>;

export default async function SignInPage({ searchParams }: { searchParams: Search }) {
  const { next, joined, reset } = await loadSignIn(await searchParams);
  return (
    <>
      <PageHeader title="Sign in" />
      {joined ? <Notice title="Your password is set">Sign in with it to begin.</Notice> : null}
      {reset ? (
        <Notice title="Your new password is set">
          You were signed out everywhere. Sign in with it to go on.
        </Notice>
      ) : null}
      {next ? <Notice title="Sign in to go on">You come back to where you were.</Notice> : null}
      <SignInForm next={next} />
      <ForgottenPassword />
      <DemoLogins logins={loadDemoLogins()} />
    </>
  );
}
