import { redirectHome } from '@/lib/features/identity/loaders';

/** The front door: everybody starts where their role works. */
export default async function HomePage(): Promise<never> {
  return redirectHome();
}
