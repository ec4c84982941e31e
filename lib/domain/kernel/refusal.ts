/**
 * Every reason for which a request is refused, with the facts that its sentence needs. The sentence itself is chosen where an
 * answer leaves the server (lib/words/refusal-words.ts), so that a reason without words doesn't compile. Facts are texts, numbers and
 * lists of texts.
 */
export interface RefusalParams {
  /** An act on sittings that was taken back already, or never was. */
  act_gone: Record<never, never>;
  /** Nobody could be done what was asked; `left` says why, as codes. */
  act_on_nobody: { readonly left: readonly string[] };
  /** Two certifications can't have one code, nor one name. */
  certification_code_taken: { readonly code: string };
  certification_in_catalogue: { readonly name: string };
  certification_name_taken: { readonly name: string };
  cohort_archived: Record<never, never>;
  /** Its people still prepare: targets are closed together only once the cohort is archived. */
  cohort_in_use: Record<never, never>;
  /** Put aside already, or in use already: somebody else was quicker. */
  exam_archived: { readonly name: string };
  exam_in_use: { readonly name: string };
  /** Why an exam can't be started, by the clock of the database. `exam_form_broken`: its bank has changed since it was given. */
  exam_coming: Record<never, never>;
  exam_closed: Record<never, never>;
  exam_attempts_used: Record<never, never>;
  exam_form_broken: Record<never, never>;
  /** The exam was given to a cohort that the person has left. */
  exam_left: Record<never, never>;
  /** Somebody else answers for the exam; `owner` is empty where nobody does. */
  exam_not_own: { readonly owner: string };
  /** Whoever teaches here can answer for an exam, and nobody else. */
  exam_owner_unfit: Record<never, never>;
  /** Somebody else of the organisation has this number. */
  external_id_taken: Record<never, never>;
  /** The fields say what. */
  fields_marked: Record<never, never>;
  /** "All found" was asked for, and a different number is found now than was on the screen. */
  found_changed: { readonly shown: number; readonly found: number };
  /** Not from a page of this installation. */
  foreign_form: Record<never, never>;
  /** Nobody can revoke what was used, has expired or was never made. */
  invitation_not_open: { readonly name: string };
  /** The link behind an invitation was used, has expired, was revoked or never existed; which of them is not said. */
  invitation_spent: Record<never, never>;
  /** Too many tokens that never were one came from where this one comes from. */
  link_tries: { readonly minutes: number };
  /** Another question under the background is in an exam that the person is sitting, so its key can't be copied. */
  background_of_shut_keys: Record<never, never>;
  /** The person is sitting an exam that asks for this; `until` is ISO 8601. */
  keys_shut: { readonly exam: string; readonly until: string; readonly timeZone: string };
  /** Only a running attempt can be left: this one is over, was left, or is somebody else's. */
  attempt_not_running: Record<never, never>;
  /** What is wrong stands beside the fields. */
  marked_fields: Record<never, never>;
  /** A field that the form itself fills in is missing or strange. */
  form_not_whole: Record<never, never>;
  /** The page was made for an organisation that the person no longer belongs to. */
  page_organisation_left: Record<never, never>;
  /** Somebody else is signed in than the page was made for. */
  page_other_person: Record<never, never>;
  /** The page doesn't say which organisation it was made for: it is of an older build. */
  page_unmarked: Record<never, never>;
  /** Among those that most people choose. */
  password_common: Record<never, never>;
  password_organisation_name: Record<never, never>;
  password_own_address: Record<never, never>;
  password_too_long: { readonly most: number };
  password_too_short: { readonly least: number };
  /** The old password was tried too often. */
  password_tries: { readonly minutes: number };
  password_wrong: Record<never, never>;
  /** The person belongs, or belonged, to another organisation as well. */
  reset_belongs_elsewhere: { readonly name: string };
  reset_disabled: { readonly name: string };
  reset_not_joined: { readonly name: string };
  reset_owners_only: Record<never, never>;
  reset_spent: Record<never, never>;
  role_not_allowed: Record<never, never>;
  /** Somebody else said so already, or ended it. */
  role_target_unchanged: { readonly open: boolean };
  /** The session had ended already, or is nobody's. */
  session_over: Record<never, never>;
  signed_out_form: Record<never, never>;
  /** More than one exam holds. */
  too_many_questions: { readonly chosen: number; readonly most: number };
}
export type RefusalReason = keyof RefusalParams;

/** A reason with its facts. */
export type Refusal = {
  readonly [R in RefusalReason]: { readonly reason: R; readonly params: RefusalParams[R] };
}[RefusalReason];

/** Makes a reason with its facts; for a field of a form, or as part of a failure. */
export const refusal = <R extends RefusalReason>(reason: R, params: RefusalParams[R]): Refusal =>
  ({ reason, params }) as Refusal;
