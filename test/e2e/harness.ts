import { inject } from 'vitest';
import { cli, type CliResult, tokenFor, type World } from './launch.js';

/** The platform that the end-to-end tests share: started once per run, with the demo world. */
export interface Platform {
  readonly portalUrl: string;
  readonly apiUrl: string;
  readonly home: string;
  readonly world: World;
  /** Access token of a demo account. */
  tokenFor(account: string): Promise<string>;
  /** Runs `sealtrail ...args` against it. */
  cli(args: readonly string[], env?: NodeJS.ProcessEnv): Promise<CliResult>;
}

const { home, ports } = inject('platform');
const env: NodeJS.ProcessEnv = { ...process.env, SEALTRAIL_HOME: home, NODE_ENV: 'production', NODE_OPTIONS: '' };
for (const [name, port] of Object.entries(ports)) env[name] = String(port);
const world: World = { home, ports, env };

export const platform: Platform = {
  portalUrl: `http://localhost:${ports.PORTAL_PORT}`,
  apiUrl: `http://127.0.0.1:${ports.API_PORT}`,
  home,
  world,
  tokenFor: (account) => tokenFor(world, account),
  cli: (args, more) => cli(world, args, more),
};
