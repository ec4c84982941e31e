import type { ReactNode } from 'react';

/** Nothing here yet, drawn with the same hatch that means "no evidence": what this would be, and one act. */
export function EmptyState({
  title,
  children,
  action,
}: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="flex flex-col gap-4">
      <div aria-hidden="true" className="hatch h-3 w-full border-y border-hairline" />
      <div className="flex flex-col items-start gap-3 pb-2">
        <p className="text-17 font-semibold">{title}</p>
        {children ? <div className="measure text-muted">{children}</div> : null}
        {action}
      </div>
    </div>
  );
}
