import Form from 'next/form';
import type { ComponentProps } from 'react';

/**
 * Asks for another view: its fields become the query of `action`. The router goes there, so that the tab stays in its
 * organisation; before the script has loaded the browser does.
 */
export function SearchForm(form: Omit<ComponentProps<typeof Form>, 'action'> & { action: string }) {
  return <Form prefetch={false} {...form} />;
}
