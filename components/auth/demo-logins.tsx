import { isRole } from '@/lib/domain/access/actor';
import type { DemoLogin } from '@/lib/features/identity/contract';
import { ROLE_WORDS } from '@/lib/ui/role-words';
import { DemoSignInButton } from './demo-sign-in-button';

/** The people of the demonstration: one press signs in as one of them. Never shown in a real installation. */
export function DemoLogins({ logins }: { logins: readonly DemoLogin[] }) {
  if (logins.length === 0) return null;
  const organisations = [...new Set(logins.map(({ organisation }) => organisation))];
  const passwords = [...new Set(logins.map(({ password }) => password))];
  return (
    <section aria-labelledby="demo" className="flex flex-col gap-4 border-t border-hairline pt-6">
      <div className="flex flex-col gap-1">
        <h2 id="demo" className="text-20 font-semibold">
          Demonstration
        </h2>
        <p className="text-muted">
          Everybody here is invented.{' '}
          {passwords.length === 1 ? (
            <>
              The password is <code className="font-code text-ink select-all">{passwords[0]}</code>.
            </>
          ) : null}
        </p>
      </div>
      {organisations.map((organisation) => (
        <div key={organisation} className="flex flex-col">
          <h3 className="pb-1 text-13 text-muted">{organisation}</h3>
          <ul className="border-t border-hairline">
            {logins
              .filter((login) => login.organisation === organisation)
              .map((login) => (
                <DemoLoginRow key={login.email} login={login} />
              ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

function DemoLoginRow({ login }: { login: DemoLogin }) {
  const role = isRole(login.role) ? ROLE_WORDS[login.role].name : login.role;
  return (
    <li className="flex items-center justify-between gap-4 border-b border-hairline py-1.5">
      <div className="flex min-w-0 flex-col">
        <span>
          <span className="font-semibold">{role}</span> <span className="text-muted">{login.name}</span>
        </span>
        <span className="text-13 break-all text-muted">{login.email}</span>
      </div>
      <DemoSignInButton email={login.email} password={login.password} label={`Sign in as ${login.name}`} />
    </li>
  );
}
