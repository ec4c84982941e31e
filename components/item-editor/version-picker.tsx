import { SearchForm } from '@/components/forms/search-form';
import { Button } from '@/components/ui/button';
import { Select } from '@/components/ui/text-control';
import type { VersionPair } from '@/lib/features/item-editor/contract';
import { paths } from '@/lib/ui/paths';

/** Two versions by the URL: a plain form, so that a comparison can be shared and works without script. */
export function VersionPicker({ pair }: { pair: VersionPair }) {
  const fields = [
    { name: 'from', label: 'Left', value: pair.from.version },
    { name: 'to', label: 'Right', value: pair.to.version },
  ];
  return (
    <SearchForm action={paths.itemVersions(pair.itemId)} className="flex flex-wrap items-end gap-3">
      {fields.map(({ name, label, value }) => (
        <label key={name} htmlFor={`version-${name}`} className="flex min-w-36 flex-col gap-1">
          <span className="text-13 text-muted">{label}</span>
          <Select id={`version-${name}`} name={name} defaultValue={value}>
            {pair.versions.map((version) => (
              <option key={version} value={version}>
                Version {version}
                {version === pair.currentVersion ? ' (current)' : ''}
              </option>
            ))}
          </Select>
        </label>
      ))}
      <Button type="submit">Compare</Button>
    </SearchForm>
  );
}
