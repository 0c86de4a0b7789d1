import { join } from 'node:path';
import type { PartDefinition } from './part.js';
import { ROOT, type Settings } from './settings.js';

const READY_MS = 60_000;

/** The processes of the platform, in the order in which they may start. */
export interface Definitions {
  readonly postgres?: PartDefinition;
  readonly chain?: PartDefinition;
  readonly identity?: PartDefinition;
  readonly api: PartDefinition;
  readonly worker: PartDefinition;
  readonly portal: PartDefinition;
}

/** What to start, given which real services are there. Heap limits keep everything together under 1.5 GB. */
export function definitions(settings: Settings, env: Readonly<Record<string, string>>, password: string): Definitions {
  const { home, ports, external } = settings;
  const part = (
    name: string,
    heapMb: number,
    entry: string,
    args: string[] = [],
    more: Record<string, string> = {},
  ): PartDefinition => ({
    name,
    args: [join(ROOT, entry), ...args],
    env: { ...env, ...more },
    cwd: ROOT,
    heapMb,
    readyMs: READY_MS,
  });
  return {
    postgres: external.databaseUrl
      ? undefined
      : part('postgres', 64, 'libs/postgres/dist/guardian.js', [], {
          GUARDIAN_DATA_DIR: join(home, 'postgres'),
          GUARDIAN_LOG_FILE: join(home, 'logs', 'postgres-server.log'),
          GUARDIAN_PASSWORD: password,
        }),
    chain: external.chainRpcUrl
      ? undefined
      : part('chain', 256, 'chain-node/bin/sealtrail-node.js', [
          ...['--genesis', join(home, 'chain', 'genesis.json')],
          ...['--datadir', join(home, 'chain')],
          ...['--rpc-port', String(ports.CHAIN_RPC_PORT)],
        ]),
    identity: external.keycloakUrl ? undefined : part('identity', 128, 'apps/identity/dist/main.js'),
    api: part('api', 640, 'apps/api/dist/main.js'),
    worker: part('worker', 256, 'apps/api/dist/worker.js'),
    portal: part('portal', 256, 'apps/portal/server.mjs', [], {
      PORT: String(ports.PORTAL_PORT),
      HOSTNAME: '127.0.0.1',
    }),
  };
}
