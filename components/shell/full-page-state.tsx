import type { ReactNode } from 'react';

/**
 * A page that is only a message: what happened, what was kept, what to do. The short line beside the title is the
 * cut line with nothing on it. `reference` is the request id, to be quoted to support.
 */
export function FullPageState({
  title,
  children,
  actions,
  reference,
  titleLevel = 1,
}: {
  title: string;
  children: ReactNode;
  actions?: ReactNode;
  reference?: string | undefined;
  /** 1 when it is the whole page; deeper when it fills a part of one. */
  titleLevel?: 1 | 2 | 3;
}) {
  const Title = `h${titleLevel}` as const;
  return (
    <div className="mx-auto flex w-full max-w-2xl flex-col gap-4 border-l-3 border-accent py-2 pl-6">
      <Title className="text-30 font-semibold tracking-display">{title}</Title>
      <div className="measure reading flex flex-col gap-3">{children}</div>
      {actions ? <div className="flex flex-wrap gap-2 pt-2">{actions}</div> : null}
      {reference ? (
        <p className="text-13 text-muted">
          Reference <code className="font-code select-all">{reference}</code>
        </p>
      ) : null}
    </div>
  );
}
