import type { Metadata } from 'next';
import { AddressNote } from '@/components/account/address-note';
import { NameForm } from '@/components/account/name-form';
import { PasswordForm } from '@/components/account/password-form';
import { SessionList } from '@/components/account/session-list';
import { TimeZoneForm } from '@/components/account/time-zone-form';
import { PageHeader, Section } from '@/components/ui/page-header';
import { loadAccount } from '@/lib/features/account/loaders';
import { formatCount } from '@/lib/ui/format';

export const metadata: Metadata = { title: 'Your account' };

const SESSIONS = { one: 'browser', other: 'browsers' } as const;

export default async function AccountPage() {
  const { account, timeZone } = await loadAccount();
  const signedIn = formatCount(account.sessions.length, SESSIONS);
  return (
    <>
      <PageHeader title="Your account" finding={`You are signed in as ${account.email}, in ${signedIn}.`} />
      <Section title="Name" description="How you appear in every organisation that you belong to.">
        <NameForm name={account.name} />
      </Section>
      <Section title="E-mail address">
        <AddressNote email={account.email} />
      </Section>
      <Section
        title="Password"
        description="Changing it signs you out everywhere else. You stay signed in here."
      >
        <PasswordForm email={account.email} />
      </Section>
      <Section
        title="Time zone"
        description="For the times that you are shown. Dates that you type into forms stay in the zone of the organisation, which is named beside them."
      >
        <TimeZoneForm account={account} zones={Intl.supportedValuesOf('timeZone')} />
      </Section>
      <Section title="Where you are signed in">
        <SessionList sessions={account.sessions} timeZone={timeZone} />
      </Section>
    </>
  );
}
