import { useTranslations } from 'use-intl';
import { ROLES } from './signed-in';

/** Roles in words, for one line. */
export function useRoleNames(roles: readonly string[]): string {
  const t = useTranslations('common');
  const names = ROLES.filter((role) => roles.includes(role)).map((role) => t(`role.${role}`));
  return names.length === 0 ? t('role.none') : names.join(', ');
}
