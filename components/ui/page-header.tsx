import type { ReactNode } from 'react';
import { Breadcrumb, type Crumb } from './navigation';

/**
 * The page's title, then the one sentence that states what was found, then what can be done about it.
 * The sentence is read, so it has the reading face.
 */
export function PageHeader({
  title,
  finding,
  actions,
  crumbs,
}: {
  title: ReactNode;
  finding?: ReactNode;
  actions?: ReactNode;
  crumbs?: readonly Crumb[];
}) {
  return (
    <header className="flex flex-col gap-3">
      {crumbs ? <Breadcrumb crumbs={crumbs} /> : null}
      <div className="flex flex-wrap items-start justify-between gap-x-8 gap-y-4">
        <div className="flex min-w-0 flex-col gap-3">
          <h1 tabIndex={-1} className="text-30 font-semibold tracking-display">
            {title}
          </h1>
          {finding ? (
            <p className="measure font-reading text-20 leading-reading text-pretty">{finding}</p>
          ) : null}
        </div>
        {actions ? <div className="flex flex-wrap gap-2">{actions}</div> : null}
      </div>
    </header>
  );
}

/** A part of a page under a hairline, with its own heading and, if any, its own acts. */
export function Section({
  title,
  description,
  actions,
  id,
  children,
}: {
  title: string;
  description?: ReactNode;
  actions?: ReactNode;
  /** Where links of the page lead to. */
  id?: string;
  children: ReactNode;
}) {
  return (
    <section id={id} className="scroll-mt-4 flex min-w-0 flex-col gap-4 border-t border-hairline pt-5">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <div className="flex flex-col gap-1">
          <h2 className="text-20 font-semibold">{title}</h2>
          {description ? <p className="max-w-prose text-muted">{description}</p> : null}
        </div>
        {actions ? <div className="flex flex-wrap gap-2">{actions}</div> : null}
      </div>
      {children}
    </section>
  );
}
