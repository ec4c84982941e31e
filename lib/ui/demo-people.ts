import type { Role } from '@/lib/domain/access/actor';

/** One person who can sign in to the demonstration. */
export interface DemoPerson {
  readonly role: Role;
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly organisation: string;
}

export const DEMO_ORGANISATIONS = {
  main: 'Northwind Data',
  second: 'Harbour Analytics',
  big: 'Meridian Group',
} as const;

/** Public on purpose: the demonstration listens on this machine only and shows it on the sign-in page. */
export const DEMO_PASSWORD = 'northwind-harbour-2026';

function person(role: Role, name: string, email: string, organisation: string): DemoPerson {
  return { role, name, email, password: DEMO_PASSWORD, organisation };
}

const { main, second, big } = DEMO_ORGANISATIONS;

/** A login for every role, and two in a second organisation, which sees nothing of the first. */
export const demoPeople: readonly DemoPerson[] = [
  person('owner', 'Ottilie Brandt', 'owner@northwind.example.com', main),
  person('admin', 'Amara Nwosu', 'admin@northwind.example.com', main),
  person('instructor', 'Ines Carvalho', 'instructor@northwind.example.com', main),
  person('hr', 'Henrik Solberg', 'hr@northwind.example.com', main),
  person('learner', 'Leona Varga', 'learner@northwind.example.com', main),
  person('admin', 'Hana Okafor', 'admin@harbour.example.com', second),
  person('learner', 'Luca Moretti', 'learner@harbour.example.com', second),
];

/** Logins of the organisation of 5,000 people, which only `npm run demo -- --big` has. */
export const bigDemoPeople: readonly DemoPerson[] = [
  person('owner', 'Odile Lefèvre', 'owner@meridian.example.com', big),
  person('admin', 'Anders Ångström', 'admin@meridian.example.com', big),
  person('instructor', 'Işıl Çelik', 'instructor@meridian.example.com', big),
  person('hr', 'Hélène Weiß', 'hr@meridian.example.com', big),
  person('learner', 'Léo Núñez', 'learner@meridian.example.com', big),
];
