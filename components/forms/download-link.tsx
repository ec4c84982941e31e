'use client';

import type { ReactNode } from 'react';
import { PAGE_MARK_FIELD } from '@/lib/domain/access/page-mark';
import { usePageMark } from './page-owner';

/** A link to a file of this page's organisation. Never fetched ahead: that would be a download that nobody asked for. */
export function DownloadLink({
  href,
  className,
  children,
}: {
  href: string;
  className: string;
  children: ReactNode;
}) {
  const mark = usePageMark();
  const marked = mark ? `${href}${href.includes('?') ? '&' : '?'}${PAGE_MARK_FIELD}=${mark}` : href;
  return (
    <a href={marked} download className={className}>
      {children}
    </a>
  );
}
