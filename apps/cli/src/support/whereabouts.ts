import { readLock, type Whereabouts } from '../supervisor/lock.js';
import { externalOf, homeOf, portsOf, whereaboutsOf } from '../supervisor/settings.js';

/**
 * Where the parts of the platform are: what the environment names, else the platform that runs on this data folder, else the
 * standard ports.
 */
export function whereabouts(env: NodeJS.ProcessEnv = process.env): Whereabouts {
  const external = externalOf(env);
  const running = readLock(homeOf(env));
  const assumed = whereaboutsOf({ ports: portsOf(env), external });
  return {
    ...assumed,
    ...running,
    identity: external.keycloakUrl ?? running?.identity ?? assumed.identity,
    chain: external.chainRpcUrl ?? running?.chain ?? assumed.chain,
  };
}
