import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type APIRequestContext, request } from '@playwright/test';
import { PAGE_MARK_HEADER } from '@/lib/domain/access/page-mark';
import { DEMO_ORGANISATIONS, demoPeople } from '@/lib/ui/demo-people';
import { applicationUrl, laneNumber } from './application';

/** The people of the demonstration that tests sign in as, by what they are called in test names. */
export const PERSONAS = [
  'owner',
  'admin',
  'instructor',
  'hr',
  'learner',
  'otherAdmin',
  'otherLearner',
] as const;
export type Persona = (typeof PERSONAS)[number];

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** Where the cookies of those who are signed in to this process's application are kept. */
export const signedInFolder = (): string => resolve('.cutscore/e2e', `signed-in-${laneNumber()}`);

export function credentialsOf(persona: Persona): Credentials {
  const isOther = persona.startsWith('other');
  const organisation = isOther ? DEMO_ORGANISATIONS.second : DEMO_ORGANISATIONS.main;
  const role = isOther ? persona.slice('other'.length).toLowerCase() : persona;
  const person = demoPeople.find((each) => each.organisation === organisation && each.role === role);
  if (!person) throw new Error(`The demonstration has no login for ${persona}`);
  return person;
}

/** The cookies of a persona, kept by the global setup. */
export const statePath = (persona: Persona): string => join(signedInFolder(), `${persona}.json`);

/** Signs in as the sign-in page does, without a browser, and keeps the cookies in a file. */
export async function keepSignedIn({ email, password }: Credentials, path: string): Promise<void> {
  const context = await request.newContext({ baseURL: applicationUrl() });
  const { csrfToken } = await (await context.get('/api/auth/csrf')).json();
  const answer = await context.post('/api/auth/callback/credentials', {
    form: { csrfToken, email, password, callbackUrl: '/', json: 'true' },
  });
  const { url } = await answer.json();
  if (!answer.ok() || String(url).includes('error')) throw new Error(`${email} can’t sign in: ${url}`);
  await context.storageState({ path });
  await context.dispose();
}

export async function signEverybodyIn(): Promise<void> {
  mkdirSync(signedInFolder(), { recursive: true });
  for (const persona of PERSONAS) await keepSignedIn(credentialsOf(persona), statePath(persona));
}

/** The mark that a page carries, read from its HTML: what scripts send along with every request. */
export function pageMarkIn(html: string): string {
  const [, mark] = /data-page-mark="([^"]+)"/.exec(html) ?? [];
  if (!mark) throw new Error('The page carries no mark');
  return mark;
}

/** Sends requests as a persona, without a browser, as from a page of theirs. */
export async function requestsAs(persona: Persona): Promise<APIRequestContext> {
  const options = { baseURL: applicationUrl(), storageState: statePath(persona) };
  const visitor = await request.newContext(options);
  const mark = pageMarkIn(await (await visitor.get('/')).text());
  await visitor.dispose();
  return request.newContext({ ...options, extraHTTPHeaders: { [PAGE_MARK_HEADER]: mark } });
}
