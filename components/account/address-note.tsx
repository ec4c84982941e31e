/** The address is what an account is known by; changing it safely takes more than a field. */
export function AddressNote({ email }: { email: string }) {
  return (
    <div className="flex max-w-prose flex-col gap-2">
      <p className="font-semibold break-all">{email}</p>
      <p className="text-muted">
        It can’t be changed here yet. You sign in with it and organisations know you by it, so a new one has
        to be proven by a message to it, and Cutscore sends no mail so far. If this address is going away, ask
        an administrator to invite you with the new one; what you have done stays with this account.
      </p>
    </div>
  );
}
