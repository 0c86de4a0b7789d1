import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import type { CallerOrganisation, RequestContext } from '../context/request-context.js';
import { PERMISSIONS, rolesWith, type Permission } from './permissions.js';

/** True when one of the caller's roles holds the permission. Everything else is no. */
export function may(ctx: RequestContext, permission: Permission): boolean {
  return rolesWith(permission).some((role) => ctx.caller.roles.has(role));
}

/** @throws SealtrailError FORBIDDEN, with the same sentence whatever exists. */
export function requirePermission(ctx: RequestContext, permission: Permission): void {
  if (may(ctx, permission)) return;
  throw new SealtrailError('FORBIDDEN', `Your roles do not allow this (${permission}).`, { permission });
}

/** @throws SealtrailError NO_ORGANISATION when the token names none that is registered here. */
export function requireOrganisation(ctx: RequestContext): CallerOrganisation {
  if (ctx.caller.organisation) return ctx.caller.organisation;
  throw new SealtrailError(
    'NO_ORGANISATION',
    'Your account belongs to no organisation that is registered here: ask an administrator.',
  );
}

/** All permissions of the caller, for user interfaces. */
export function permissionsOf(ctx: RequestContext): Permission[] {
  return PERMISSIONS.filter((permission) => may(ctx, permission));
}

/** Which events and jobs a caller reaches: all, those of an organisation, or none. */
export type Reach =
  { readonly kind: 'all' } | { readonly kind: 'organisation'; readonly id: string } | { readonly kind: 'none' };

/** @returns what the caller reaches of `event` or `capture-job`; `none` is answered like "does not exist". */
export function reachOf(ctx: RequestContext, what: 'event' | 'capture-job'): Reach {
  if (may(ctx, `${what}.read.all`)) return { kind: 'all' };
  const organisation = ctx.caller.organisation;
  return organisation && may(ctx, `${what}.read.own`)
    ? { kind: 'organisation', id: organisation.id }
    : { kind: 'none' };
}
