import { Command, CommanderError, Option } from 'commander';
import { reportError } from './support/output.js';

/** Options every verb gets. */
export interface CommonOptions {
  readonly json?: boolean;
}

/** A verb resolves to its exit code: 0 well, 1 a negative answer, 2 could not be done. */
type Verb = (...args: never[]) => Promise<number>;

const program = new Command('sealtrail')
  .description('Provenance for supply chains: capture EPCIS events, prove them, check proofs offline.')
  .addHelpText(
    'after',
    `
Environment:
  SEALTRAIL_API    base URL of the API (default: the platform that runs here, else http://127.0.0.1:4000)
  SEALTRAIL_TOKEN  access token to use instead of the one of \`sealtrail login\`
  SEALTRAIL_HOME   data folder (default: .sealtrail in the repository)

verify, epcis and gs1 need no server. Exit codes: 0 well, 1 a negative answer, 2 could not be done.`,
  )
  .showHelpAfterError('(sealtrail --help lists what there is)')
  .exitOverride();

/** Registers a verb whose module is loaded only when it is used: `gs1 parse` must not pay for ethers. */
function verb(parent: Command, usage: string, summary: string, load: () => Promise<Verb>): Command {
  return parent
    .command(usage)
    .description(summary)
    .option('--json', 'print one JSON value instead of sentences')
    .action(async (...args: unknown[]) => {
      const options = args.at(-2) as CommonOptions;
      try {
        const run = (await load()) as (...all: unknown[]) => Promise<number>;
        process.exitCode = await run(...args.slice(0, -1));
      } catch (error) {
        process.exitCode = reportError(error, options.json === true);
      }
    });
}

verb(
  program,
  'verify <file>',
  'check an evidence file, step by step, without a server',
  async () => (await import('./verbs/verify.js')).verify,
)
  .option('--trust <file>', 'trust roots to hold the evidence against (default: those of the data folder)')
  .option('--no-pin', 'refuse instead of pinning trust roots on first use')
  .option('--published', 'take evidence that is signed but not yet anchored');

const epcis = program.command('epcis').description('work with EPCIS 2.0 documents');
verb(
  epcis,
  'validate <files...>',
  'validate documents and name event, field, rule and clause of each fault',
  async () => (await import('./verbs/epcis-validate.js')).epcisValidate,
);
verb(
  epcis,
  'hash <file>',
  'print the CBV event hash of each event, in document order',
  async () => (await import('./verbs/epcis-hash.js')).epcisHash,
);

const gs1 = program.command('gs1').description('work with GS1 identifiers');
verb(
  gs1,
  'parse <text>',
  'understand a URN, Digital Link, element string, scan or bare number',
  async () => (await import('./verbs/gs1-parse.js')).gs1Parse,
);

verb(
  program,
  'login',
  'sign in and keep the session in the data folder',
  async () => (await import('./verbs/login.js')).login,
)
  .requiredOption('-u, --user <name>', 'account')
  .addOption(
    new Option('-p, --password <password>', 'password (default: asked for, or SEALTRAIL_PASSWORD)').env(
      'SEALTRAIL_PASSWORD',
    ),
  );
verb(
  program,
  'capture <files...>',
  'capture EPCIS 2.0 documents',
  async () => (await import('./verbs/capture.js')).capture,
).option('--proceed', 'take the good events of a document even when others are refused');
verb(
  program,
  'evidence <id>',
  'fetch the evidence file of an event',
  async () => (await import('./verbs/evidence.js')).evidence,
)
  .requiredOption('-o, --output <file>', 'where to write it; - is standard output')
  .option('--published', 'do not wait for the anchor: a signed checkpoint is enough')
  .option('--timeout <seconds>', 'how long to wait for the anchor', '60');
verb(
  program,
  'fsck',
  'derive the log again from the database and hold it against checkpoints and chain',
  async () => (await import('./verbs/fsck.js')).fsck,
).option('--no-chain', 'leave the chain out');
verb(
  program,
  'hammer',
  'measure capture under load, on the local platform',
  async () => (await import('./verbs/hammer.js')).hammer,
)
  .option('--seconds <n>', 'how long', '10')
  .option('--events <n>', 'events per document', '100')
  .option('--concurrency <n>', 'documents under way at once', '4')
  .option('-u, --user <name>', 'demo account to capture as when nobody is signed in', 'manufacturer')
  .option('--remote', 'allow an API that is not on this machine');
verb(program, 'status', 'say what runs and how far the log is', async () => (await import('./verbs/status.js')).status);

try {
  await program.parseAsync();
} catch (error) {
  // commander has said it already; help and version are no errors
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? 0 : 2;
}
