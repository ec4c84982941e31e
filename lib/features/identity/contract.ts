import * as z from 'zod';
import type { MemberActor } from '@/lib/domain/access/actor';
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from '@/lib/domain/access/password-rule';
import { localPath } from '@/lib/ui/local-path';

/** Where to go on; anything but a plain path of this site is ignored. */
const next = z.unknown().transform(localPath);

export const signOutInput = z.object({ next });

/** What the address of the sign-in page may carry. */
export const signInSearch = z.object({ next, joined: z.literal('yes').nullable().catch(null) });

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

export const joinOrganisationInput = z.object({ token: invitationToken });

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
  readonly organisationName: string;
  /** What the visitor does next. `leave`: somebody else is signed in, at `signedInAs`. */
  readonly step: 'choose_password' | 'sign_in' | 'join' | 'leave';
  readonly signedInAs: string | null;
}
