import type { Metadata } from 'next';
import { Missing } from '@/components/shell/missing';

export const metadata: Metadata = { title: 'Not found' };

/** Inside the frame of the area, where the way on is one click away. */
export default function NotFoundHere() {
  return <Missing />;
}
