import { join } from 'node:path';
import type { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import { migrate } from '@sealtrail/postgres/migrate';
import type { Console } from './console.js';
import { childEnvironment } from './environment.js';
import { ensureGenesis } from './genesis.js';
import { ensureConfig, ensureKeys, readKey } from './home-files.js';
import { Part, type PartDefinition, type PartEvents } from './part.js';
import { definitions } from './parts.js';
import { markSeeded, needsSeed, seed } from './seed.js';
import { apiUrl, type Settings } from './settings.js';
import { keepTrustRoots } from './trust.js';

/** All processes together: starts them in the right order, as parallel as it goes, and stops them. */
export class Platform {
  readonly #parts: Part[] = [];
  #stopped: Promise<void> | undefined;

  constructor(
    private readonly settings: Settings,
    private readonly out: Console,
    private readonly onGaveUp: (error: SealtrailError) => void,
  ) {}

  /** Resolves when everything answers, the demo world included. @throws SealtrailError of the part that failed. */
  async start(): Promise<void> {
    const { home, external } = this.settings;
    const config = ensureConfig(home, new Date(), process.env);
    ensureKeys(home);
    const env = childEnvironment(this.settings, config);
    const all = definitions(this.settings, env, readKey(home, 'postgres.password'));

    this.out.doing('Starting the database and the chain');
    const chain = async (definition: PartDefinition): Promise<void> => {
      await ensureGenesis(home, config.chainId);
      await this.#start(definition);
    };
    const chainStarted = all.chain ? chain(all.chain) : Promise.resolve();
    // its failure is reported where it is awaited
    chainStarted.catch(() => undefined);
    if (all.postgres) await this.#start(all.postgres);
    const applied = await migrate(env['DATABASE_URL']!);
    this.out.done(external.databaseUrl ? 'Database of yours' : 'Database');
    if (applied.length > 0) this.out.done(`Migrations: ${applied.join(', ')}`);

    this.out.doing('Starting identity, API, worker and portal');
    const rest = [all.identity, all.api, all.worker, all.portal].filter((definition) => definition !== undefined);
    await Promise.all([chainStarted, ...rest.map((definition) => this.#start(definition))]);
    this.out.done('Chain, identity, API, worker and portal');

    await this.#seed(env);
    const trust = await keepTrustRoots(apiUrl(this.settings), home, 10_000);
    if (trust === 'changed')
      this.out.note('The trust roots changed: verifiers that pinned the old ones will refuse new evidence.');
    if (trust === 'missing')
      this.out.note('The trust roots are not there yet: sealtrail verify will need --trust until the next start.');
  }

  async #seed(env: Readonly<Record<string, string>>): Promise<void> {
    const { home, empty } = this.settings;
    if (!needsSeed(home)) return;
    const what = empty ? 'Organisations of the demo accounts' : 'Demo world';
    this.out.doing(what);
    await seed(!empty, env, home, (seeder) => this.#parts.push(seeder), this.#events);
    this.out.done(what);
    markSeeded(home, !empty, new Date());
  }

  readonly #events: PartEvents = {
    note: (line) => this.out.note(line),
    gaveUp: (_part, error) => this.onGaveUp(error),
  };

  async #start(definition: PartDefinition): Promise<Part> {
    const part = new Part(definition, join(this.settings.home, 'logs', `${definition.name}.log`), this.#events);
    this.#parts.push(part);
    await part.start();
    return part;
  }

  /** Stops everything in under 3 s: first what writes, then what it writes to. Safe to call again. */
  stop(): Promise<void> {
    this.#stopped ??= (async () => {
      const engines = this.#parts.filter((part) => part.name === 'postgres' || part.name === 'chain');
      const users = this.#parts.filter((part) => !engines.includes(part));
      await Promise.all(users.map((part) => part.stop(1_200)));
      await Promise.all(engines.map((part) => part.stop(1_500)));
    })();
    return this.#stopped;
  }
}
