import { DefinitionList } from '@/components/ui/definition-list';
import { Icon } from '@/components/ui/icon';
import { ICON_PATHS, type IconName } from '@/components/ui/icon-paths';
import { Breadcrumb } from '@/components/ui/navigation';
import { Section } from '@/components/ui/page-header';
import { Steps } from '@/components/ui/steps';
import { Wordmark } from '@/components/ui/wordmark';
import { formatDateTime, formatDuration, formatPercent } from '@/lib/ui/format';
import { paths, withQuery } from '@/lib/ui/paths';

// The keys of a literal are its names; Object.keys only forgets the type.
const ICON_NAMES = Object.keys(ICON_PATHS) as IconName[];

export function Structure() {
  return (
    <Section title="Structure">
      <Wordmark size="large" />
      <Breadcrumb
        crumbs={[
          { href: paths.gallery, label: 'Cohorts' },
          { href: withQuery(paths.gallery, { cohort: 'spring' }), label: 'Spring intake' },
          { href: withQuery(paths.gallery, { topic: 'governance' }), label: 'Governance' },
        ]}
      />
      <Steps
        label="Import"
        current={2}
        steps={[
          { label: 'Source', href: paths.gallery },
          { label: 'Preview and fix', href: null },
          { label: 'Options', href: null },
          { label: 'Import', href: null },
          { label: 'Done', href: null },
        ]}
      />
      <DefinitionList
        items={[
          { term: 'Opens', value: formatDateTime('2026-11-03T14:00:00Z', 'Europe/London') },
          { term: 'Time', value: formatDuration(5_400) },
          { term: 'Pass mark', value: formatPercent(70) },
          { term: 'Attempts left', value: '2 of 3' },
        ]}
      />
      <ul className="flex flex-wrap gap-x-4 gap-y-3 text-13 text-muted">
        {ICON_NAMES.map((name) => (
          <li key={name} className="flex w-28 items-center gap-2">
            <span className="text-ink">
              <Icon name={name} />
            </span>
            {name}
          </li>
        ))}
      </ul>
    </Section>
  );
}
