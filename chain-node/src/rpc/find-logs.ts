import type { Block } from '../chain/block.js';
import type { Chain } from '../chain/chain.js';
import { candidateBlocks, matchesLog, type LogCondition } from '../store/log-index.js';
import { decodeTransaction } from '../txpool/decode-transaction.js';
import { blockNumberParam, findBlock } from './block-tag.js';
import { formatLog } from './format.js';
import { bytesParam, objectParam } from './params.js';
import { invalidParams, RPC, RpcError } from './rpc-error.js';

/** Logs one answer may hold. */
const MAX_LOGS = 10_000;
const MAX_ALTERNATIVES = 1_000;

const list = (value: unknown): readonly unknown[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];

/** The condition of a filter object (`address`, `topics`). */
export function logCondition(value: unknown): LogCondition {
  const { address, topics } = objectParam(value, 'filter');
  const positions = list(topics);
  if (positions.length > 4) throw invalidParams('invalid argument: a log has at most 4 topics');
  const condition = {
    addresses: list(address).map((one) => bytesParam(one, 'address', 20)),
    topics: positions.map((one) => list(one).map((topic) => bytesParam(topic, 'topic', 32))),
  };
  if ([condition.addresses, ...condition.topics].some((all) => all.length > MAX_ALTERNATIVES)) {
    throw new RpcError(RPC.limit, `at most ${MAX_ALTERNATIVES} alternatives per condition`);
  }
  return condition;
}

/** Matching logs of one block. */
export function logsOfBlock(chain: Chain, block: Block, condition: LogCondition): Record<string, unknown>[] {
  const receipts = chain.store.receipts(block.header.number) ?? [];
  const found: Record<string, unknown>[] = [];
  let logIndex = 0;
  for (const [index, receipt] of receipts.entries()) {
    for (const log of receipt.logs) {
      if (matchesLog(log, condition)) {
        const { hash } = decodeTransaction(block.transactions[index]!, chain.common);
        found.push(formatLog(log, { block, index }, hash, logIndex));
      }
      logIndex++;
    }
  }
  return found;
}

/** Matching logs in a range of blocks, found by index. */
export function logsInRange(
  chain: Chain,
  condition: LogCondition,
  from: bigint,
  to: bigint,
): Record<string, unknown>[] {
  const found: Record<string, unknown>[] = [];
  const { number: head } = chain.head.header;
  const last = to < head ? to : head;
  if (from > last) return found;
  const numbers = candidateBlocks(chain.store, condition, from, last);
  if (!numbers) throw new RpcError(RPC.limit, 'the query is too broad: narrow the range of blocks');
  for (const number of numbers) {
    found.push(...logsOfBlock(chain, chain.block(number)!, condition));
    if (found.length > MAX_LOGS)
      throw new RpcError(RPC.limit, `query returns more than ${MAX_LOGS} logs: narrow the range of blocks`);
  }
  return found;
}

/** Answers `eth_getLogs`: by block hash, or by range. */
export function findLogs(chain: Chain, value: unknown): Record<string, unknown>[] {
  const filter = objectParam(value, 'filter');
  const condition = logCondition(filter);
  if (filter['blockHash'] !== undefined) {
    if (filter['fromBlock'] !== undefined || filter['toBlock'] !== undefined) {
      throw invalidParams('invalid argument: give blockHash or fromBlock and toBlock, not both');
    }
    const block = findBlock(chain, bytesParam(filter['blockHash'], 'blockHash', 32) && filter['blockHash']);
    if (!block) throw new RpcError(RPC.server, 'unknown block');
    return logsOfBlock(chain, block, condition);
  }
  const { from, to } = logRange(chain, filter);
  return logsInRange(chain, condition, from, to);
}

/** The range of a filter object; both ends default to the head. */
export function logRange(chain: Chain, filter: Readonly<Record<string, unknown>>): { from: bigint; to: bigint } {
  const from = blockNumberParam(chain, filter['fromBlock'] ?? undefined);
  const to = blockNumberParam(chain, filter['toBlock'] ?? undefined);
  if (filter['toBlock'] !== undefined && from > to) throw invalidParams('invalid block range params');
  return { from, to };
}
