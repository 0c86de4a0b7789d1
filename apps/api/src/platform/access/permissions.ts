import type { Role } from '../context/request-context.js';

/**
 * Who may do what: the one table. A permission that is not listed for any of a caller's roles is denied. Which
 * objects a permission reaches is narrowed further by the readers (`own`: what the caller takes part in; `all`).
 */
const TABLE = {
  'event.capture': ['manufacturer', 'logistics', 'dispenser', 'admin'],
  'event.read.own': ['manufacturer', 'logistics', 'dispenser'],
  'event.read.all': ['regulator', 'admin'],
  'capture-job.read.own': ['manufacturer', 'logistics', 'dispenser'],
  'capture-job.read.all': ['regulator', 'admin'],
  'organisation.read': ['manufacturer', 'logistics', 'dispenser', 'clinician', 'patient', 'regulator', 'admin'],
  'ledger.read': ['manufacturer', 'logistics', 'dispenser', 'clinician', 'patient', 'regulator', 'admin'],
  'party.register': ['admin'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;

export type Permission = keyof typeof TABLE;

export const PERMISSIONS = Object.keys(TABLE) as Permission[];

/** Roles that hold a permission. */
export function rolesWith(permission: Permission): readonly Role[] {
  return TABLE[permission];
}
