import type { ReactNode } from 'react';
import { SearchForm } from '@/components/forms/search-form';
import { buttonClass } from '@/components/ui/button-class';
import type { ChangePreview } from '@/lib/features/key-correction/contract';
import { PolicyTable } from './policy-table';

/** The table of policies as a form that leads to the page that confirms. Whoever can't decide gets the table alone. */
export function PolicyChoice({
  action,
  preview,
  fields,
  canManage,
  children,
}: {
  action: string;
  preview: ChangePreview;
  /** What the next page needs besides the policy. */
  fields: readonly (readonly [name: string, value: string])[];
  canManage: boolean;
  /** More choices of the same form. */
  children?: ReactNode;
}) {
  if (!canManage) {
    return (
      <>
        <PolicyTable consequences={preview.consequences} />
        <p className="text-muted">Counted over the learners of your cohorts. Owners and admins decide.</p>
        {children}
      </>
    );
  }
  return (
    <SearchForm action={action} className="flex flex-col gap-5">
      {fields.map(([name, value]) => (
        <input key={value} type="hidden" name={name} value={value} />
      ))}
      <PolicyTable consequences={preview.consequences} chosen={preview.recommendation.policy} />
      <p className="text-13 text-muted">
        The sentence above counts by the current key only. Nothing is written before you confirm.
      </p>
      {children}
      <div>
        <button type="submit" className={buttonClass('primary')}>
          Go on to confirm
        </button>
      </div>
    </SearchForm>
  );
}
