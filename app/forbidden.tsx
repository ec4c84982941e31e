import type { Metadata } from 'next';
import { Forbidden } from '@/components/shell/forbidden';

export const metadata: Metadata = { title: 'No access' };

/** Shown inside the frame of the page's area, so that nobody is stranded. */
export default function ForbiddenPage() {
  return (
    <div className="py-8">
      <Forbidden />
    </div>
  );
}
