import { Icon } from '@/components/ui/icon';
import { Menu, type MenuGroup } from '@/components/ui/menu';

/** Who is signed in, and what they can do about it: other organisations, settings, sign out. */
export function AccountMenu({ personName, groups }: { personName: string; groups: readonly MenuGroup[] }) {
  return (
    <Menu
      label={`Account of ${personName}`}
      groups={groups}
      trigger={
        <>
          <Icon name="person" />
          {/* Beside a long navigation the room belongs to the organisation: which one a tab is in is told nowhere else. */}
          <span className="hidden max-w-48 truncate sm:inline group-data-long-nav/header:xl:hidden">
            {personName}
          </span>
        </>
      }
    />
  );
}
