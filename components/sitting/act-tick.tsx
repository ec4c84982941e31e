/** The form that a tick in the list belongs to, wherever it stands. */
export const ACT_FORM = 'act-on-sittings';

/** Chooses somebody's latest sitting for what the form does. */
export function ActTick({ attemptId, label }: { attemptId: string; label: string }) {
  return (
    <label className="-m-2 inline-flex min-h-6 min-w-6 p-2">
      <span className="sr-only">Choose the sitting of {label}</span>
      <input
        type="checkbox"
        form={ACT_FORM}
        name="attemptIds"
        value={attemptId}
        className="size-5 accent-accent"
      />
    </label>
  );
}
