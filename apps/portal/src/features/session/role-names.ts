import { useTranslations } from 'use-intl';
import { ROLES } from './signed-in';

/** Roles in words, for one line; a role that only the identity provider knows is not shown. */
export function useRoleNames(roles: readonly string[]): string {
  const t = useTranslations('common');
  const names = ROLES.filter((role) => roles.includes(role)).map((role) => t(`role.${role}`));
  return names.length === 0 ? t('role.none') : names.join(', ');
}

/** The same as an element, for rows of a table. */
export function RoleNames({ roles }: { roles: readonly string[] }): string {
  return useRoleNames(roles);
}
