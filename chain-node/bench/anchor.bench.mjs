// Anchors per second through JSON-RPC into durable blocks (fsync on), as a ratio to the bare EVM running the same transactions.
// Build first (npx tsc -b chain-node), then: node chain-node/bench/anchor.bench.mjs [transactions]
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ANCHOR_LOG_ABI, ANCHOR_LOG_BYTECODE } from '@sealtrail/chain-client/anchor-log';
import { getCreateAddress, id, Interface, Wallet } from 'ethers';
import { initChain } from '../dist/cli/init.js';
import { startNode } from '../dist/node.js';
import { executeTransactions } from '../dist/chain/execute-block.js';
import { decodeTransaction } from '../dist/txpool/decode-transaction.js';

const COUNT = Number(process.argv[2] ?? 1_000);
const SENDERS = 20;
const abi = new Interface(ANCHOR_LOG_ABI);
const seconds = async (work) => {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
};

const directory = mkdtempSync(join(tmpdir(), 'sealtrail-bench-'));
const genesisFile = join(directory, 'genesis.json');
const dataDirectory = join(directory, 'data');
await initChain({ datadir: dataDirectory, out: genesisFile, chainId: 4711, timestamp: 1_700_000_000 });
const node = await startNode({
  genesisFile,
  dataDirectory,
  rpcHost: '127.0.0.1',
  rpcPort: 0,
  now: Date.now,
  gatherMs: 20,
  onFatal: console.error,
});
const url = `http://127.0.0.1:${node.rpcPort}`;
const post = async (body) =>
  (
    await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  ).json();
const rpc = async (method, params = []) => (await post({ jsonrpc: '2.0', id: 1, method, params })).result;

const wallets = Array.from({ length: SENDERS }, (_, i) => new Wallet(id(`sender ${i}`)));
const base = { chainId: 4711, type: 2, maxFeePerGas: 0, maxPriorityFeePerGas: 0, gasLimit: 2_000_000 };
const contract = getCreateAddress({ from: wallets[0].address, nonce: 0 });
await rpc('eth_sendRawTransaction', [
  await wallets[0].signTransaction({ ...base, nonce: 0, data: ANCHOR_LOG_BYTECODE }),
]);
while ((await rpc('eth_blockNumber')) !== '0x1') await new Promise((resolve) => setTimeout(resolve, 20));

const raws = [];
for (let i = 0; i < COUNT; i++) {
  const [sender, round] = [i % SENDERS, Math.floor(i / SENDERS)];
  const data = abi.encodeFunctionData('anchor', [id(`origin ${i}`), 5, id(`root ${i}`), []]);
  raws.push(
    await wallets[sender].signTransaction({
      ...base,
      gasLimit: 100_000,
      to: contract,
      nonce: round + (sender === 0 ? 1 : 0),
      data,
    }),
  );
}

const decoded = raws.map((raw) => Buffer.from(raw.slice(2), 'hex'));
const machine = await node.chain.machineAt(node.chain.head.header);
const environment = node.chain.nextEnvironment(new Uint8Array(20), 1_800_000_000n);
const bare = await seconds(async () => {
  const transactions = decoded.map((raw) => decodeTransaction(Uint8Array.from(raw), node.chain.common));
  const { included } = await executeTransactions(machine, environment, transactions);
  if (included.length !== COUNT) throw new Error(`the bare run took ${included.length} of ${COUNT}`);
});

const through = await seconds(async () => {
  for (let i = 0; i < COUNT; i += 100) {
    const answers = await post(
      raws
        .slice(i, i + 100)
        .map((raw, n) => ({ jsonrpc: '2.0', id: n, method: 'eth_sendRawTransaction', params: [raw] })),
    );
    const failed = answers.find((answer) => answer.error);
    if (failed) throw new Error(failed.error.message);
  }
  const last = (await rpc('eth_sendRawTransaction', [raws.at(-1)])) ?? null;
  if (last) throw new Error('a transaction was taken twice');
  while (BigInt(await rpc('eth_getTransactionCount', [wallets.at(-1).address, 'latest'])) < BigInt(COUNT / SENDERS)) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  while ((await rpc('txpool_status')).pending !== '0x0') await new Promise((resolve) => setTimeout(resolve, 10));
});
const blocks = Number(await rpc('eth_blockNumber')) - 1;
console.log(
  `bare EVM: ${Math.round(COUNT / bare)} anchors/s; through JSON-RPC into ${blocks} durable blocks: ${Math.round(COUNT / through)} anchors/s; ratio ${(bare / through).toFixed(2)}`,
);
await node.close();
rmSync(directory, { recursive: true, force: true });
