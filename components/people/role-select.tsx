import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/text-control';
import { ROLES, type Role } from '@/lib/domain/access/actor';
import { ROLE_WORDS } from '@/lib/ui/role-words';

/** The roles that the person at the screen may give. */
export function RoleSelect({
  id,
  value,
  mayGrantOwner,
  error,
}: {
  id: string;
  value: string;
  mayGrantOwner: boolean;
  error?: string | undefined;
}) {
  const offered = ROLES.filter((role: Role) => role !== 'owner' || mayGrantOwner);
  return (
    <Field id={id} label="Role" error={error}>
      {(control) => (
        <Select key={value} {...control} name="role" defaultValue={value}>
          {offered.map((role) => (
            <option key={role} value={role}>
              {ROLE_WORDS[role].name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
