import { buttonClass } from '@/components/ui/button-class';
import { paths, withQuery } from '@/lib/ui/paths';

const kept = (waiting: number): string => {
  if (waiting === 0) return 'Everything that you answered is saved.';
  return waiting === 1
    ? 'One answer that wasn’t sent yet stays on this device, sealed for you.'
    : `${waiting} answers that weren’t sent yet stay on this device, sealed for you.`;
};

/**
 * In place of the exam, when another tab of this browser has signed out, or the server says that somebody else is signed in by now: the questions aren’t theirs
 * to see. What was answered is untouched.
 */
export function LeftExam({
  why,
  examName,
  email,
  attemptId,
  waiting,
}: {
  why: 'signed_out' | 'other_person';
  examName: string;
  email: string;
  attemptId: string;
  waiting: number;
}) {
  return (
    <main className="mx-auto flex max-w-xl flex-col items-start gap-4 px-4 py-16">
      <h1 className="text-20 font-semibold">
        {why === 'signed_out'
          ? 'You signed out in another tab'
          : 'Somebody else is signed in in this browser'}
      </h1>
      <p role="alert">
        {kept(waiting)} The time of “{examName}” runs on.{' '}
        {why === 'signed_out'
          ? `Sign in as ${email} to go on where you were.`
          : `This browser acts for them now, so the exam is closed here. To go on, they sign out, and you sign in as ${email}.`}
      </p>
      {/* Not a link of the router: this page and what it holds go. */}
      <a
        className={buttonClass('primary')}
        href={withQuery(paths.signIn, { next: paths.attempt(attemptId) })}
      >
        {why === 'signed_out' ? 'Sign in again' : 'Go to the sign-in page'}
      </a>
    </main>
  );
}
