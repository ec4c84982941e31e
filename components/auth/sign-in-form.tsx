'use client';

import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Icon } from '@/components/ui/icon';
import { TextInput } from '@/components/ui/text-control';
import { paths } from '@/lib/ui/paths';
import { signInWith } from './credentials';
import { PasswordField } from './password-field';

const UNAVAILABLE = 'The server can’t be reached at the moment. Try again in a minute.';

/** What the server says in one word. The same for an unknown address and a wrong password: neither tells who has an account. */
function wordsFor(code: string): string {
  const [word, minutes] = code.split(':');
  if (word === 'CredentialsSignin') return 'The e-mail address or the password is not right.';
  if (word === 'busy') return 'Many people are signing in at the moment. Try again in a few seconds.';
  if (word !== 'throttled') return UNAVAILABLE;
  return `Too many tries. Try again in ${minutes === '1' ? '1 minute' : `${Number(minutes) || 15} minutes`}.`;
}

async function tryToSignIn(form: FormData): Promise<string | null> {
  const refused = await signInWith(String(form.get('email') ?? ''), String(form.get('password') ?? ''));
  return refused === null ? null : wordsFor(refused);
}

export function SignInForm({ email = '', next }: { email?: string; next?: string | null }) {
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (pending) return;
    setPending(true);
    const refused = await tryToSignIn(new FormData(event.currentTarget));
    // A full load: nothing that the browser kept for somebody else survives a sign-in.
    if (refused === null) window.location.assign((next ?? paths.home) + window.location.hash);
    else {
      setProblem(refused);
      setPending(false);
    }
  };
  return (
    // Before the script runs, the browser posts: a password must never end up in an address.
    <form
      method="post"
      action="/api/auth/callback/credentials"
      onSubmit={submit}
      className="flex flex-col gap-5"
    >
      {problem ? <Refusal words={problem} /> : null}
      <Field id="email" label="E-mail address">
        {(control) => (
          <TextInput
            {...control}
            name="email"
            type="email"
            autoComplete="username"
            required
            maxLength={320}
            defaultValue={email}
          />
        )}
      </Field>
      <PasswordField label="Password" autoComplete="current-password" />
      <Button type="submit" variant="primary" aria-disabled={pending}>
        {pending ? 'Signing in' : 'Sign in'}
      </Button>
    </form>
  );
}

/** Why it didn't work, beside the fields and read out as soon as it appears. */
function Refusal({ words }: { words: string }) {
  const box = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (words) box.current?.focus();
  }, [words]);
  return (
    <p
      ref={box}
      role="alert"
      tabIndex={-1}
      className="flex items-start gap-2 rounded-control border-2 border-danger px-4 py-3 font-semibold text-danger"
    >
      <Icon name="stop" />
      {words}
    </p>
  );
}
