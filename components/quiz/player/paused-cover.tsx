import { Icon } from '@/components/ui/icon';

/** Instead of the question while staff have paused the exam: the clock stands, and so does the reading. */
export function PausedCover({ waiting }: { waiting: number }) {
  return (
    <div className="mx-auto flex max-w-xl flex-col gap-3 px-4 py-16">
      <h1 className="flex items-center gap-2 text-20 font-semibold">
        <Icon name="lock" />
        This exam is paused
      </h1>
      <p>
        Your time stands still, and the questions are covered. Stay on this page: it goes on by itself as soon
        as your instructor lets it.
      </p>
      <p className="text-muted">
        {waiting === 0
          ? 'All your answers are saved.'
          : `${waiting === 1 ? 'One answer is' : `${waiting} answers are`} kept here and sent then.`}
      </p>
    </div>
  );
}
