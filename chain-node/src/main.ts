import { isSealtrailError } from '@sealtrail/errors/sealtrail-error';
import { parseCommand, USAGE } from './cli/arguments.js';
import { initChain } from './cli/init.js';
import { startNode, type RunningNode } from './node.js';

/** Prints why in one sentence and ends; a bug prints where it came from. */
function fail(error: unknown): never {
  console.error(isSealtrailError(error) ? `sealtrail-node: ${error.message}` : error);
  process.exit(1);
}

function stopOnRequest(node: RunningNode): void {
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) return;
    isStopping = true;
    // The store is whole at any moment: when closing takes too long, leaving at once loses nothing.
    setTimeout(() => process.exit(0), 900).unref();
    node.close().then(() => process.exit(0), fail);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  // The parent is gone: do not stay behind as an orphan.
  process.on('disconnect', stop);
}

async function main(): Promise<void> {
  const command = parseCommand(process.argv.slice(2));
  if (command.verb === 'help') {
    console.log(USAGE);
  } else if (command.verb === 'init') {
    const validator = await initChain({ ...command, timestamp: command.timestamp ?? Math.floor(Date.now() / 1000) });
    console.log(`genesis of chain ${command.chainId} with validator ${validator} written to ${command.out}`);
  } else {
    const node = await startNode({
      genesisFile: command.genesis,
      dataDirectory: command.datadir,
      rpcHost: command.rpcHost,
      rpcPort: command.rpcPort,
      importFile: command.importFile,
      gatherMs: command.gatherMs,
      now: Date.now,
      onFatal: fail,
    });
    stopOnRequest(node);
    const { number } = node.chain.head.header;
    console.log(
      `chain ${node.chain.genesis.chainId} at block ${number}, JSON-RPC on http://${command.rpcHost}:${node.rpcPort}`,
    );
    console.log('ready');
    process.send?.({ type: 'ready' });
  }
}

main().catch(fail);
