import * as z from 'zod';
import type { MemberActor } from '@/lib/domain/access/actor';
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from '@/lib/domain/access/password-rule';

export const signOutInput = z.object({});

export const switchOrganisationInput = z.object({ organisationId: z.guid('Choose an organisation.') });

/** 256 bits in base64url. */
export const invitationToken = z.string().regex(/^[\w-]{43}$/, 'This invitation link is not complete.');

export const acceptInvitationInput = z.object({
  token: invitationToken,
  password: z
    .string('Choose a password.')
    .min(MIN_PASSWORD_LENGTH, `Use at least ${MIN_PASSWORD_LENGTH} characters. Several words are good.`)
    .max(MAX_PASSWORD_LENGTH, `Use at most ${MAX_PASSWORD_LENGTH} characters.`),
});

/** Who is signed in, for the frame of the page. */
export interface VisitorView {
  readonly name: string;
  readonly email: string;
  readonly actor: MemberActor;
  readonly organisation: OrganisationView;
  /** All organisations that the person belongs to, the active one among them. */
  readonly organisations: readonly OrganisationView[];
}

export interface OrganisationView {
  readonly id: string;
  readonly name: string;
  readonly simulated: boolean;
}

/** A login of the demonstration, shown on the sign-in page. */
export interface DemoLogin {
  readonly role: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly organisation: string;
}

export interface InvitationView {
  readonly name: string;
  readonly email: string;
}
