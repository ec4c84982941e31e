import { unreadable } from '@/lib/infra/http/unreadable-address';

/** Where requests are led whose address can't be read, whoever sends them and whatever they ask for. */
export {
  unreadable as DELETE,
  unreadable as GET,
  unreadable as PATCH,
  unreadable as POST,
  unreadable as PUT,
};
