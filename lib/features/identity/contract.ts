import * as z from 'zod';
import type { MemberActor } from '@/lib/domain/access/actor';
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from '@/lib/domain/access/password-rule';
import { localPath } from '@/lib/ui/local-path';

/** Why a session is over: as the database says it, and nothing that a link could make up. */
const SESSION_ENDS = ['disabled', 'ended', 'expired', 'idle'] as const;
export type SessionEnd = (typeof SESSION_ENDS)[number];

/** Where to go on; anything but a plain path of this site is ignored. */
const next = z.unknown().optional().transform(localPath);

/** Where the routes that end a session go on to. */
export const signOutParams = z.object({ next });

/** What the address of the sign-in page may carry. */
export const signInSearch = z.object({
  next,
  ended: z.enum(SESSION_ENDS).nullable().catch(null),
});

export const switchOrganisationInput = z.object({ organisationId: z.guid('Choose an organisation.') });

/** What a new password has to be, wherever one is chosen. */
export const newPassword = z
  .string('Choose a password.')
  .min(MIN_PASSWORD_LENGTH, `Use at least ${MIN_PASSWORD_LENGTH} characters. Several words are good.`)
  .max(MAX_PASSWORD_LENGTH, `Use at most ${MAX_PASSWORD_LENGTH} characters.`);

/** Of an action whose proof stands beside its fields: the token of the link. */
export const newPasswordInput = z.object({ password: newPassword });
/** Of an action that is told nothing but its proof. */
export const noFields = z.object({});

/** Who is signed in, for the frame of the page. */
export interface VisitorView {
  /** What every request from the page carries; see lib/domain/access/page-mark. */
  readonly pageMark: string;
  readonly name: string;
  readonly email: string;
  /** Whose browser it is, in a word that means nothing to anybody else. */
  readonly mark: string;
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
  readonly organisationName: string;
  /** What the visitor does next. `leave`: somebody else is signed in, at `signedInAs`. */
  readonly step: 'choose_password' | 'sign_in' | 'join' | 'leave';
  readonly signedInAs: string | null;
}

/** Whose password a reset link is for. */
export interface ResetLinkView {
  readonly name: string;
  readonly email: string;
}

/** What the page of a one-time link shows. `spent`: unknown, used, ended or expired, which of them is not said. */
export type LinkPage<T> =
  | { readonly kind: 'open'; readonly link: T }
  | { readonly kind: 'spent' }
  | { readonly kind: 'throttled'; readonly minutes: number };
