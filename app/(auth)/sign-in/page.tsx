import type { Metadata } from 'next';
import { DemoLogins } from '@/components/auth/demo-logins';
import { ForgetExams, ForgetPerson } from '@/components/auth/forget-person';
import { ForgottenPassword } from '@/components/auth/forgotten-password';
import { SessionEnded } from '@/components/auth/session-ended';
import { SignInForm } from '@/components/auth/sign-in-form';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { loadDemoLogins, loadSignIn } from '@/lib/features/identity/loaders';

export const metadata: Metadata = { title: 'Sign in' };

type Search = Promise<Record<string, string | string[] | undefined>>;

export default async function SignInPage({ searchParams }: { searchParams: Search }) {
  const { next, ended } = await loadSignIn(await searchParams);
  return (
    <>
      <PageHeader title="Sign in" />
      {ended ? <SessionEnded why={ended} leadsBack={next !== null} /> : null}
      {next && !ended ? <Notice title="Sign in to go on">You come back to where you were.</Notice> : null}
      {/* A lapse keeps a draft for its person; whoever meant to leave, or was sent away, leaves nothing. */}
      {ended === 'disabled' || ended === 'ended' || (!ended && !next) ? <ForgetPerson /> : <ForgetExams />}
      <SignInForm next={next} />
      <ForgottenPassword />
      <DemoLogins logins={loadDemoLogins()} />
    </>
  );
}
