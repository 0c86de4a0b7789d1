import { createLocalJWKSet, jwtVerify, type JWTPayload } from 'jose';
import type { Account } from '../accounts/account.js';
import type { Modules } from './modules.js';
import { sessionLives } from './oidc-store.js';

export interface LiveToken {
  readonly payload: JWTPayload;
  readonly account: Account;
}

/**
 * Checks an access token as this provider would want it checked: signature, issuer, expiry, and that the
 * session behind it still lives and its account may still sign in.
 * @returns undefined for anything else, without saying why
 */
export async function findLiveToken(modules: Modules, token: string): Promise<LiveToken | undefined> {
  try {
    const keys = createLocalJWKSet({ keys: modules.keys.publicJwks });
    const { payload } = await jwtVerify(token, keys, {
      issuer: modules.config.issuer,
      algorithms: ['RS256'],
      currentDate: modules.now(),
    });
    if (payload.typ !== 'Bearer' || typeof payload.sid !== 'string' || payload.sub === undefined) return undefined;
    if (!(await sessionLives(modules.pool, payload.sid, modules.now()))) return undefined;
    const account = await modules.accounts.findById(payload.sub);
    return account && { payload, account };
  } catch (error) {
    // jose's errors say what is wrong with the token; anything else is ours and must surface.
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_J')) return undefined;
    throw error;
  }
}
