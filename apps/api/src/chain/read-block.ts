import { fromHex0x, toHex0x } from '@sealtrail/bytes/hex';
import type { JsonRpcClient } from '@sealtrail/chain-client/json-rpc';
import { commitHash, decodeHeader } from '@sealtrail/chain-client/qbft-header';
import { nativeSuite } from '@sealtrail/crypto/native-suite';
import { z } from 'zod';
import { Block } from './chain.types.js';

const quantity = z
  .string()
  .regex(/^0x[0-9a-f]+$/)
  .transform(BigInt);
const block = z.object({
  number: quantity,
  hash: z.string(),
  timestamp: quantity,
  miner: z.string(),
  gasUsed: quantity,
  transactions: z.array(z.unknown()),
});

/** One block with its QBFT round and seals; undefined when the chain has none of that number. */
export async function readBlock(rpc: JsonRpcClient, number: bigint | 'latest'): Promise<Block | undefined> {
  const tag = number === 'latest' ? number : `0x${number.toString(16)}`;
  const answer = await rpc.call('eth_getBlockByNumber', [tag, false]);
  if (answer === null) return undefined;
  const parsed = block.parse(answer);
  return Object.assign(new Block(), {
    number: parsed.number,
    hash: parsed.hash,
    timestamp: new Date(Number(parsed.timestamp) * 1000),
    transactionCount: parsed.transactions.length,
    proposer: parsed.miner,
    gasUsed: parsed.gasUsed,
    ...(await readSeals(rpc, parsed.number)),
  });
}

/** Round and sealing validators; a network of another kind has neither. */
async function readSeals(rpc: JsonRpcClient, number: bigint): Promise<{ round: number; seals: string[] }> {
  try {
    const header = decodeHeader(fromHex0x(String(await rpc.call('debug_getRawHeader', [`0x${number.toString(16)}`]))));
    const hash = commitHash(header, nativeSuite.keccak256);
    const signers = header.extra.seals.map((seal) => nativeSuite.recoverSecp256k1(hash, seal));
    return { round: Number(header.extra.round), seals: signers.flatMap((signer) => (signer ? [toHex0x(signer)] : [])) };
  } catch {
    return { round: 0, seals: [] };
  }
}
