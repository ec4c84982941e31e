import { RESET_LINK_HOURS } from '@/lib/domain/kernel/limits';

/** What to do without the password: the same for everybody, so that it says nothing about any address. */
export function ForgottenPassword() {
  return (
    <section aria-labelledby="forgotten" className="flex flex-col gap-1 border-t border-hairline pt-5">
      <h2 id="forgotten" className="font-semibold">
        Forgotten your password?
      </h2>
      <p className="measure text-muted">
        Ask an administrator of your organisation for a reset link. It works once, for {RESET_LINK_HOURS}{' '}
        hours, and lets you choose a new password. Nobody can look the old one up.
      </p>
      <p className="measure text-muted">
        If you belong to several organisations, or are the only owner of one, the operator of this
        installation makes the link.
      </p>
    </section>
  );
}
