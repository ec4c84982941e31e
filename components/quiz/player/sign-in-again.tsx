'use client';

import { type FormEvent, useEffect, useRef, useState } from 'react';
import { signInWith } from '@/components/auth/credentials';
import { buttonClass } from '@/components/ui/button-class';

const REFUSALS: Readonly<Record<string, string>> = {
  CredentialsSignin: 'The password is not right.',
  throttled: 'Too many tries. Wait a few minutes; your answers stay on this device.',
};
const UNAVAILABLE = 'The server can’t be reached at the moment. Your answers stay on this device; try again.';

async function signInAs(email: string, password: string): Promise<string | null> {
  const refused = await signInWith(email, password);
  return refused === null ? null : (REFUSALS[refused.split(':')[0] ?? ''] ?? UNAVAILABLE);
}

/** Opens over the exam when the sign-in has lapsed; the page under it stays as it is, and what waits is sent afterwards. */
export function SignInAgain({ email, onSignedIn }: { email: string; onSignedIn: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const password = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
    password.current?.focus();
  }, []);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (pending) return;
    setPending(true);
    const refused = await signInAs(email, String(new FormData(event.currentTarget).get('password') ?? ''));
    setPending(false);
    setRefusal(refused);
    if (refused === null) onSignedIn();
  };
  return (
    <dialog
      ref={dialog}
      aria-labelledby="sign-in-again"
      // Without a sign-in nothing more is saved, so Escape doesn't make the question go away.
      onCancel={(event) => event.preventDefault()}
      className="m-auto w-[calc(100%-2rem)] max-w-md rounded-control border border-hairline bg-raised p-6 shadow-float backdrop:bg-black/40"
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        <h2 id="sign-in-again" className="text-20 font-semibold">
          Sign in again
        </h2>
        <p>
          Your sign-in has ended. Nothing is lost: your answers are on this device and are sent as soon as you
          are back.
        </p>
        {refusal ? (
          <p role="alert" className="font-semibold text-danger">
            {refusal}
          </p>
        ) : null}
        <label className="flex flex-col gap-1.5">
          <span className="font-semibold">E-mail address</span>
          <input
            type="email"
            autoComplete="username"
            value={email}
            readOnly
            className="min-h-11 rounded-control border border-hairline bg-sunken px-3 text-muted"
          />
        </label>
        <label className="flex flex-col gap-1.5">
          <span className="font-semibold">Password</span>
          <input
            ref={password}
            type="password"
            name="password"
            autoComplete="current-password"
            required
            className="min-h-11 rounded-control border border-line bg-ground px-3"
          />
        </label>
        <button type="submit" aria-disabled={pending} className={buttonClass('primary')}>
          {pending ? 'Signing in' : 'Sign in and go on'}
        </button>
      </form>
    </dialog>
  );
}
