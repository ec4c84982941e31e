import { createCohort, enrol } from '@/lib/features/cohort/commands';
import { DEMO_ORGANISATIONS } from '@/lib/ui/demo-people';
import { importPost } from './content';
import { addSimulatedPeople, createDemoOrganisation, mustSucceed } from './organisation';

/** A second, small organisation: there to show that it sees nothing of the first. Nobody has been given an exam yet. */
export async function seedHarbour(): Promise<void> {
  const { scope, as } = await createDemoOrganisation({
    name: DEMO_ORGANISATIONS.second,
    slug: 'harbour-analytics',
    timeZone: 'Asia/Singapore',
  });
  const admin = as('admin');
  await importPost(admin, 'harbour', null);
  const others = await addSimulatedPeople(
    scope,
    'learner',
    ['Mei-Ling Chua', 'Rohan Pillai'],
    'harbour.example.com',
  );
  const cohort = mustSucceed(await createCohort(admin, { name: 'Quay analysts', certificationId: null }));
  const membershipId = [as('learner').actor.membershipId, ...others];
  mustSucceed(await enrol(admin, { cohortId: cohort.id, membershipId }));
}
