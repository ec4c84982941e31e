import type { Metadata } from 'next';
import { SettingsForm } from '@/components/organisation/settings-form';
import { PageHeader } from '@/components/ui/page-header';
import { loadSettings } from '@/lib/features/organisation/loaders';

export const metadata: Metadata = { title: 'Organisation' };

export default async function OrganisationPage() {
  const { settings, timeZones } = await loadSettings();
  return (
    <>
      <PageHeader
        title="Organisation"
        finding="What counts for everybody here. Exams and assignments that exist keep what they have."
      />
      <SettingsForm settings={settings} timeZones={timeZones} />
    </>
  );
}
