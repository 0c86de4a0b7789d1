import { fromHex0x, toHex0x } from '@sealtrail/bytes/hex';
import { ANCHOR_LOG_ABI, ANCHOR_LOG_BYTECODE, headSlots, logKey } from '@sealtrail/chain-client/anchor-log';
import { pureChainCrypto } from '@sealtrail/chain-client/chain-crypto';
import { JsonRpcClient } from '@sealtrail/chain-client/json-rpc';
import { keccak256 } from '@sealtrail/chain-client/keccak';
import { verifyAccountProof, verifyStorageProof } from '@sealtrail/chain-client/mpt-proof';
import { decodeHeader, onChainHash } from '@sealtrail/chain-client/qbft-header';
import { verifySeals } from '@sealtrail/chain-client/seals';
import { Contract, ContractFactory, id, JsonRpcProvider, Wallet, WebSocketProvider, type Log } from 'ethers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunningNode } from './node.js';
import { createTestChain, type TestChain } from './testing/test-chain.js';

interface Proof {
  accountProof: string[];
  storageHash: string;
  storageProof: { value: string; proof: string[] }[];
}

let chain: TestChain;
let node: RunningNode;
let provider: JsonRpcProvider;
let sockets: WebSocketProvider;
let rpc: JsonRpcClient;
let wallet: Wallet;
let contract: Contract;
const origin = id('sealtrail.local/spec');

beforeAll(async () => {
  chain = await createTestChain();
  node = await chain.start();
  const url = `127.0.0.1:${node.rpcPort}`;
  provider = new JsonRpcProvider(`http://${url}`, undefined, { pollingInterval: 50 });
  sockets = new WebSocketProvider(`ws://${url}`);
  rpc = new JsonRpcClient({ url: `http://${url}` });
  wallet = new Wallet(`0x${'5a'.repeat(32)}`, provider);
});
afterAll(async () => {
  provider?.destroy();
  await sockets?.destroy();
  await node?.close();
  chain?.remove();
});

describe('an unmodified ethers client', () => {
  test('deploys a contract with an account that owns nothing, gas being free', async () => {
    expect(await provider.getBalance(wallet)).toBe(0n);
    const factory = new ContractFactory(ANCHOR_LOG_ABI, ANCHOR_LOG_BYTECODE, wallet);
    const deployed = await factory.deploy();
    await deployed.waitForDeployment();
    contract = new Contract(await deployed.getAddress(), ANCHOR_LOG_ABI, wallet);
    const receipt = await deployed.deploymentTransaction()!.wait();
    expect(receipt).toMatchObject({ status: 1, blockNumber: 1, contractAddress: await deployed.getAddress() });
    expect((await provider.getCode(deployed)).length).toBeGreaterThan(1_000);
  });

  test('sends, waits and reads logs', async () => {
    const heads: number[] = [];
    const pending: string[] = [];
    const logs: Log[] = [];
    await sockets.on('block', (number: number) => heads.push(number));
    await sockets.on('pending', (hash: string) => pending.push(hash));
    await sockets.on({ address: await contract.getAddress() }, (log: Log) => logs.push(log));
    await sockets.getBlockNumber();

    const sent = await contract['anchor']!(origin, 5n, id('root 5'), []);
    const receipt = await sent.wait();
    expect(receipt.status).toBe(1);
    expect((await contract['head']!(wallet.address, origin)).toArray()).toEqual([5n, id('root 5')]);
    const [found] = await contract.queryFilter(contract.filters['Anchored']!(wallet.address));
    expect(found).toMatchObject({ blockNumber: receipt.blockNumber, transactionHash: sent.hash, index: 0 });
    expect(await contract.queryFilter(contract.filters['Anchored']!(contract))).toEqual([]);

    await expect.poll(() => logs.length).toBe(1);
    expect(heads).toContain(receipt.blockNumber);
    expect(pending).toContain(sent.hash);
    expect(logs[0]).toMatchObject({ transactionHash: sent.hash, blockHash: receipt.blockHash });
  });

  test('gets a refusal of the contract with its reason', async () => {
    const error = await contract['anchor']!.staticCall(origin, 5n, id('x'), []).catch((cause: unknown) => cause);
    expect(error).toMatchObject({ code: 'CALL_EXCEPTION', revert: { name: 'NotNewer', args: [5n, 5n] } });
    await expect(contract['anchor']!(origin, 5n, id('x'), [])).rejects.toMatchObject({ code: 'CALL_EXCEPTION' });
  });

  test('gets the on-chain hash, final tags and free fees', async () => {
    const [latest, safe, final] = await Promise.all(
      ['latest', 'safe', 'finalized'].map((tag) => provider.getBlock(tag)),
    );
    expect(safe!.hash).toBe(latest!.hash);
    expect(final!.hash).toBe(latest!.hash);
    const raw = decodeHeader(fromHex0x((await rpc.call('debug_getRawHeader', ['latest'])) as string));
    expect(latest!.hash).toBe(toHex0x(onChainHash(raw, keccak256)));
    expect(latest!.parentHash).toBe((await provider.getBlock(latest!.number - 1))!.hash);
    expect(await provider.getFeeData()).toMatchObject({ gasPrice: 0n });
    expect(await rpc.call('eth_feeHistory', ['0x2', 'latest', [50]])).toMatchObject({
      baseFeePerGas: ['0x0', '0x0', '0x0'],
    });
    const [own] = (await rpc.call('qbft_getValidatorsByBlockNumber', ['latest'])) as string[];
    expect(latest!.miner.toLowerCase()).toBe(own);
  });

  test('sends many at once and out of order', async () => {
    const first = await provider.getTransactionCount(wallet);
    const nonces = [3, 1, 4, 0, 2].map((n) => first + n);
    const sent = await Promise.all(
      nonces.map((nonce) => wallet.sendTransaction({ to: wallet, nonce, gasLimit: 21_000, gasPrice: 0 })),
    );
    const receipts = await Promise.all(sent.map((tx) => tx.wait()));
    expect(receipts.every((receipt) => receipt!.status === 1)).toBe(true);
    expect(await provider.getTransactionCount(wallet)).toBe(first + 5);
  });

  test('sends one after the other over WebSocket', async () => {
    const signer = new Wallet(`0x${'5b'.repeat(32)}`, sockets);
    for (let nonce = 0; nonce < 3; nonce++) {
      const receipt = await (await signer.sendTransaction({ to: signer })).wait();
      expect(receipt!.status).toBe(1);
    }
  });

  test('polls filters', async () => {
    const [blocks, logs] = [
      await rpc.call('eth_newBlockFilter'),
      await rpc.call('eth_newFilter', [{ address: await contract.getAddress() }]),
    ];
    const other = `0x${'77'.repeat(32)}`;
    await (await contract['anchor']!(other, 1n, other, [])).wait();
    const head = (await provider.getBlock('latest'))!;
    expect(await rpc.call('eth_getFilterChanges', [blocks])).toEqual([head.hash]);
    expect(await rpc.call('eth_getFilterChanges', [logs])).toMatchObject([{ blockHash: head.hash }]);
    expect(await rpc.call('eth_getFilterChanges', [logs])).toEqual([]);
    expect(await rpc.call('eth_uninstallFilter', [logs])).toBe(true);
    await expect(rpc.call('eth_getFilterChanges', [logs])).rejects.toMatchObject({
      data: { rpcMessage: 'filter not found' },
    });
  });
});

describe('what a verifier reads', () => {
  test('the anchored head is proven from the header up to the seals, also for a past block', async () => {
    const slots = headSlots(fromHex0x(wallet.address.toLowerCase()), fromHex0x(origin));
    const address = fromHex0x((await contract.getAddress()).toLowerCase());
    const validators = ((await rpc.call('qbft_getValidatorsByBlockNumber', ['0x0'])) as string[]).map(fromHex0x);
    const latest = await provider.getBlockNumber();
    for (const number of [1, 2, latest]) {
      const tag = `0x${number.toString(16)}`;
      const header = decodeHeader(fromHex0x((await rpc.call('debug_getRawHeader', [tag])) as string));
      expect(verifySeals({ header, validators, suite: pureChainCrypto }).signers).toEqual(validators);
      const proof = (await rpc.call('eth_getProof', [
        toHex0x(address),
        [toHex0x(slots.size), toHex0x(slots.root)],
        tag,
      ])) as Proof;
      const account = verifyAccountProof(header.stateRoot, address, proof.accountProof.map(fromHex0x), keccak256)!;
      const [size, root] = [slots.size, slots.root].map((slot, i) =>
        verifyStorageProof(account.storageRoot, slot, proof.storageProof[i]!.proof.map(fromHex0x), keccak256),
      );
      expect(size).toBe(number === 1 ? 0n : 5n);
      expect(root).toBe(number === 1 ? 0n : BigInt(id('root 5')));
    }
    expect(logKey(fromHex0x(wallet.address.toLowerCase()), fromHex0x(origin))).toEqual(slots.size);
  });

  test('an absent account is proven absent', async () => {
    const absent = `0x${'99'.repeat(20)}`;
    const proof = (await rpc.call('eth_getProof', [absent, ['0x0'], 'latest'])) as Proof;
    const header = decodeHeader(fromHex0x((await rpc.call('debug_getRawHeader', ['latest'])) as string));
    expect(
      verifyAccountProof(header.stateRoot, fromHex0x(absent), proof.accountProof.map(fromHex0x), keccak256),
    ).toBeUndefined();
    expect(proof.storageProof).toEqual([{ key: '0x0', value: '0x0', proof: [] }]);
  });

  test('contracts find past block hashes in the history contract', async () => {
    const parent = (await provider.getBlockNumber()) - 1;
    const result = await provider.call({
      to: '0x0000F90827F1C53a10cb7A02335B175320002935',
      data: `0x${parent.toString(16).padStart(64, '0')}`,
    });
    expect(result).toBe((await provider.getBlock(parent))!.hash);
  });

  test('all blocks, sent to a second node, lead to the same head', async () => {
    const { writeFileSync } = await import('node:fs');
    const count = await provider.getBlockNumber();
    const raws = await Promise.all(
      Array.from({ length: count }, (_, i) => rpc.call('debug_getRawBlock', [`0x${(i + 1).toString(16)}`])),
    );
    const bytes = Buffer.concat(raws.map((raw) => fromHex0x(raw as string)));
    const file = `${chain.directory}/blocks.rlp`;
    const follower = await createTestChain();
    const { cpSync } = await import('node:fs');
    cpSync(`${chain.dataDirectory}/validator.key`, `${follower.dataDirectory}/validator.key`);
    try {
      writeFileSync(file, bytes);
      const copy = await follower.start({ genesisFile: chain.genesisFile, importFile: file });
      expect(toHex0x(copy.chain.head.hash)).toBe((await provider.getBlock('latest'))!.hash);
      await copy.close();
      bytes[bytes.length - 200]! ^= 1;
      writeFileSync(file, bytes);
      follower.remove();
      cpSync(`${chain.dataDirectory}/validator.key`, `${follower.dataDirectory}/validator.key`);
      await expect(follower.start({ genesisFile: chain.genesisFile, importFile: file })).rejects.toThrow(
        /The import stops at byte \d+/,
      );
    } finally {
      follower.remove();
    }
  });
});

describe('the wire', () => {
  const post = (body: string, type = 'application/json') =>
    fetch(`http://127.0.0.1:${node.rpcPort}`, { method: 'POST', headers: { 'content-type': type }, body });
  const code = async (body: unknown): Promise<unknown> => {
    const answer = (await (await post(typeof body === 'string' ? body : JSON.stringify(body))).json()) as {
      error?: { code: number };
    };
    return answer.error?.code;
  };

  test('answers batches, and leaves notifications unanswered', async () => {
    const batch = [
      { jsonrpc: '2.0', id: 1, method: 'eth_chainId' },
      { jsonrpc: '2.0', method: 'eth_chainId' },
      { jsonrpc: '2.0', id: 'b', method: 'nope' },
      7,
    ];
    const answers = (await (await post(JSON.stringify(batch))).json()) as object[];
    expect(answers).toMatchObject([
      { id: 1, result: '0x1267' },
      { id: 'b', error: { code: -32601 } },
      { id: null, error: { code: -32600 } },
    ]);
    expect((await post(JSON.stringify({ jsonrpc: '2.0', method: 'eth_chainId' }))).status).toBe(204);
  });

  test('names what is wrong with a request', async () => {
    expect(await code('{"jsonrpc"')).toBe(-32700);
    expect(await code([])).toBe(-32600);
    expect(await code({ id: 1, method: 'eth_chainId' })).toBe(-32600);
    expect(await code({ jsonrpc: '2.0', id: 1, method: 'constructor' })).toBe(-32601);
    expect(await code({ jsonrpc: '2.0', id: 1, method: 'eth_getBalance', params: ['0x12', 'latest'] })).toBe(-32602);
    expect(
      await code({ jsonrpc: '2.0', id: 1, method: 'eth_getBalance', params: [`0x${'00'.repeat(20)}`, '0xffffff'] }),
    ).toBe(-32000);
    expect(await code(Array.from({ length: 1_001 }, (_, id) => ({ jsonrpc: '2.0', id, method: 'eth_chainId' })))).toBe(
      -32005,
    );
    expect((await post('{}', 'text/plain')).status).toBe(415);
    expect((await post(`"${'x'.repeat(6 * 1024 * 1024)}"`)).status).toBe(413);
    expect((await fetch(`http://127.0.0.1:${node.rpcPort}`)).status).toBe(405);
  });

  test('outlives clients that leave in the middle', async () => {
    const { connect } = await import('node:net');
    for (const text of [
      'POST / HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"json',
      'GARBAGE\r\n\r\n',
    ]) {
      await new Promise<void>((resolve) => {
        const socket = connect(node.rpcPort, '127.0.0.1', () =>
          socket.write(text, () => setTimeout(() => socket.destroy(), 20)),
        );
        socket.on('close', () => resolve());
      });
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await rpc.call('eth_chainId')).toBe('0x1267');
  });

  test('refuses transactions in words that clients know', async () => {
    const send = (raw: string): Promise<unknown> =>
      rpc
        .call('eth_sendRawTransaction', [raw])
        .catch((error: { data: { rpcMessage: string } }) => error.data.rpcMessage);
    const base = {
      chainId: 4711,
      to: wallet.address,
      gasLimit: 21_000,
      maxFeePerGas: 0,
      maxPriorityFeePerGas: 0,
      type: 2,
    };
    const nonce = await provider.getTransactionCount(wallet);
    expect(await send(await wallet.signTransaction({ ...base, nonce: 0 }))).toBe('nonce too low');
    expect(await send(await wallet.signTransaction({ ...base, nonce, value: 1 }))).toMatch(/^insufficient funds/);
    expect(await send(await wallet.signTransaction({ ...base, nonce, gasLimit: 20_999 }))).toMatch(
      /intrinsic gas|minimum/i,
    );
    expect(await send(await wallet.signTransaction({ ...base, nonce, chainId: 1 }))).toMatch(/^invalid transaction/);
    expect(await send('0x02c0')).toMatch(/^invalid transaction/);
    expect(await send('0x')).toMatch(/^invalid transaction/);
    const held = await wallet.signTransaction({ ...base, nonce: nonce + 1 });
    expect(await send(held)).toMatch(/^0x/);
    expect(await send(held)).toBe('already known');
    expect(await send(await wallet.signTransaction({ ...base, nonce: nonce + 1, gasLimit: 30_000 }))).toBe(
      'replacement transaction underpriced',
    );
    expect(await rpc.call('txpool_status')).toEqual({ pending: '0x0', queued: '0x1' });
    expect(await rpc.call('eth_getTransactionByHash', [keccakOf(held)])).toMatchObject({ blockNumber: null });
  });
});

const keccakOf = (raw: string): string => toHex0x(keccak256(fromHex0x(raw)));
