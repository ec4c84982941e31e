import type { Failure } from '@/lib/domain/kernel/failure';
import type { Refusal, RefusalParams, RefusalReason } from '@/lib/domain/kernel/refusal';
import { formatDateTime, formatNumber } from '@/lib/ui/format';
import { nobodySentence } from './act-words';

/** A sentence for every reason; total, so that a new reason without words doesn't compile. */
const WORDS: { readonly [R in RefusalReason]: (params: RefusalParams[R]) => string } = {
  act_gone: () => 'This was taken back already. Nothing was changed.',
  act_on_nobody: ({ left }) => nobodySentence(left),
  certification_code_taken: ({ code }) => `You have a certification with the code “${code}” already.`,
  certification_in_catalogue: ({ name }) =>
    `This is the code of ${name} in the catalogue. Add it from there, or choose another code.`,
  certification_name_taken: ({ name }) => `You have a certification called “${name}” already.`,
  cohort_archived: () => 'This cohort is archived. Restore it before you enrol people.',
  cohort_in_use: () =>
    'This cohort is in use. Archive it first, or close targets on the page of each person.',
  exam_archived: ({ name }) => `${name} is archived already.`,
  exam_attempts_used: () => 'You have used every attempt that you have for this exam.',
  exam_closed: () => 'The time in which this exam could be started is over.',
  exam_coming: () => 'This exam is not open yet.',
  exam_form_broken: () =>
    'This exam can’t be put together at the moment, because its bank has changed. Nothing was counted. Please tell your instructor.',
  exam_in_use: ({ name }) => `${name} is in use already.`,
  exam_left: () => 'This exam was given to a cohort that you are no longer in.',
  exam_not_own: ({ owner }) =>
    `Only ${owner === '' ? '' : `${owner} and `}administrators can archive or change this exam.`,
  exam_owner_unfit: () => 'Choose an instructor or an administrator of this organisation.',
  external_id_taken: () => 'Somebody else has this number. Two people can’t have the same.',
  fields_marked: () => 'Check the marked fields.',
  found_changed: ({ shown, found }) =>
    `${formatNumber(shown)} were found when the page was made, and ${formatNumber(found)} are now. Nothing was changed; search again.`,
  foreign_form: () => 'This form did not come from this site.',
  invitation_not_open: ({ name }) => `${name} has no invitation that still works. Nothing was changed.`,
  invitation_spent: () =>
    'This link doesn’t work any more. Ask your administrator for a new one, or sign in if you have joined.',
  link_tries: ({ minutes }) =>
    `Many links that don’t work were tried from your network. Wait ${minutes === 1 ? 'a minute' : `${minutes} minutes`}, then try again.`,
  background_of_shut_keys: () =>
    'Another question under this background is in an exam that you are sitting, so the background can’t be changed now. Nothing was saved.',
  keys_shut: ({ exam, until, timeZone }) =>
    `These keys are shut until ${formatDateTime(until, timeZone)} because you are sitting “${exam}”. Nothing was changed.`,
  attempt_not_running: () => 'This exam isn’t running any more. Nothing was changed.',
  marked_fields: () => 'Check the marked fields.',
  form_not_whole: () => 'The form was not sent whole. Reload the page and try again.',
  page_organisation_left: () =>
    'You no longer belong to the organisation that this page is about. Nothing was changed.',
  page_other_person: () =>
    'Somebody else has signed in since this page was opened. Nothing was changed; what you wrote is still here.',
  page_unmarked: () =>
    'This page is from before an update and doesn’t say which organisation it is about. Nothing was changed; what you wrote is still here.',
  password_common: () =>
    'This is one of the passwords that most people choose, so it is tried first. Choose another; several words are good.',
  password_organisation_name: () =>
    'The name of your organisation is tried first. Choose another password; several words are good.',
  password_own_address: () =>
    'Your own address is tried first. Choose another password; several words are good.',
  password_too_long: ({ most }) => `Use at most ${most} characters.`,
  password_too_short: ({ least }) => `Use at least ${least} characters. Several words are good.`,
  password_tries: ({ minutes }) =>
    `Too many tries. Wait ${minutes === 1 ? 'a minute' : `${minutes} minutes`}, then try again.`,
  password_wrong: () => 'This is not your password.',
  reset_belongs_elsewhere: ({ name }) =>
    `${name} belongs to another organisation as well, so a link from here could open what isn’t yours. Ask the operator of this installation to run “npm run organisation -- recover-person”.`,
  reset_disabled: ({ name }) =>
    `${name} was disabled by the operator of this installation. Only the operator can enable them again.`,
  reset_not_joined: ({ name }) => `${name} has not joined yet. Make an invitation instead.`,
  reset_owners_only: () => 'Only an owner makes a reset link for an owner.',
  reset_spent: () =>
    'This link doesn’t work any more. Ask an administrator of your organisation for a new one.',
  role_not_allowed: () => 'Your role does not allow this.',
  role_target_unchanged: ({ open }) =>
    open
      ? 'Everybody with this role prepares for it already.'
      : 'This was ended already. Nothing was changed.',
  too_many_questions: ({ chosen, most }) =>
    `That would be ${formatNumber(chosen)} questions, and an exam holds at most ${formatNumber(most)}. Narrow the search.`,
  session_over: () => 'This session is over already.',
  signed_out_form: () => 'You have been signed out. Sign in and send the form again.',
};

/** The sentence of a reason with its facts. */
export function sayRefusal<R extends RefusalReason>({
  reason,
  params,
}: Refusal & { readonly reason: R }): string {
  return WORDS[reason](params as RefusalParams[R]);
}

/** A failure with everything said: what a screen, a file or another program reads. */
export function sayFailure(failure: Failure): Failure {
  const { refusal, fieldRefusals, fields } = failure;
  if (!refusal && !fieldRefusals) return failure;
  const said = Object.entries(fieldRefusals ?? {}).map(([field, why]) => [field, sayRefusal(why)]);
  return {
    ...failure,
    message: refusal ? sayRefusal(refusal) : failure.message,
    ...(fields || said.length > 0 ? { fields: { ...fields, ...Object.fromEntries(said) } } : {}),
  };
}
