import { parseArgs } from 'node:util';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';

export type Command =
  | {
      readonly verb: 'run';
      readonly genesis: string;
      readonly datadir: string;
      readonly rpcHost: string;
      readonly rpcPort: number;
      readonly gatherMs?: number;
      readonly importFile?: string;
    }
  | {
      readonly verb: 'init';
      readonly datadir: string;
      readonly out: string;
      readonly chainId: number;
      readonly timestamp?: number;
    }
  | { readonly verb: 'help' };

export const USAGE = `sealtrail-node: a QBFT proof-of-authority node

  sealtrail-node init --datadir DIR --chain-id N --out genesis.json [--timestamp SECONDS]
      makes a validator key (DIR/validator.key, kept when there is one) and the genesis of a new chain

  sealtrail-node --genesis FILE --datadir DIR --rpc-port N [--rpc-host 127.0.0.1] [--import chain.rlp] [--gather-ms 400]
      runs the chain and serves JSON-RPC over HTTP and WebSocket on one port;
      --import first appends the blocks of a file, checking each;
      --gather-ms is how long a transaction waits for others to share its block
`;

function usage(sentence: string): SealtrailError {
  return new SealtrailError('CHAIN_NODE_START', `${sentence} Run "sealtrail-node --help" for all options.`, {});
}

function required(value: string | undefined, name: string): string {
  if (!value) throw usage(`The option --${name} is missing.`);
  return value;
}

function integer(value: string, name: string, max: number): number {
  const number = Number(value);
  if (!/^\d+$/.test(value) || number > max)
    throw usage(`The option --${name} expected a whole number up to ${max}, got "${value}".`);
  return number;
}

/** @throws SealtrailError CHAIN_NODE_START naming the option that is wrong */
export function parseCommand(args: readonly string[]): Command {
  const text = { type: 'string' } as const;
  const options = {
    genesis: text,
    datadir: text,
    'rpc-host': text,
    'rpc-port': text,
    'gather-ms': text,
    import: text,
    'chain-id': text,
    out: text,
    timestamp: text,
    help: { type: 'boolean' },
  } as const;
  let parsed;
  try {
    parsed = parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (cause) {
    throw usage(`${(cause as Error).message.split('. ')[0]}.`);
  }
  const { values, positionals } = parsed;
  if (values.help || args.length === 0) return { verb: 'help' };
  const datadir = required(values.datadir, 'datadir');
  if (positionals[0] === 'init') {
    const chainId = integer(required(values['chain-id'], 'chain-id'), 'chain-id', Number.MAX_SAFE_INTEGER);
    if (chainId === 0) throw usage('The option --chain-id expected a number from 1 on.');
    const timestamp = values.timestamp === undefined ? undefined : integer(values.timestamp, 'timestamp', 2 ** 40);
    return { verb: 'init', datadir, out: required(values.out, 'out'), chainId, timestamp };
  }
  if (positionals.length) throw usage(`There is no verb "${positionals[0]}".`);
  return {
    verb: 'run',
    datadir,
    importFile: values.import,
    genesis: required(values.genesis, 'genesis'),
    rpcHost: values['rpc-host'] ?? '127.0.0.1',
    rpcPort: integer(required(values['rpc-port'], 'rpc-port'), 'rpc-port', 65_535),
    gatherMs: values['gather-ms'] === undefined ? undefined : integer(values['gather-ms'], 'gather-ms', 60_000),
  };
}
