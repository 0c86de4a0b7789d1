import { equalBytes } from '@sealtrail/bytes/equal';
import type { Log, Receipt } from '../chain/receipt.js';
import type { ChainStore } from './chain-store.js';
import { keys } from './keys.js';

/** `eth_getLogs` conditions: any of the addresses, and at each position any of the topics; an empty list matches all. */
export interface LogCondition {
  readonly addresses: readonly Uint8Array[];
  readonly topics: readonly (readonly Uint8Array[])[];
}

/** Index keys of a block: by each address, by each topic at its position, and one for having logs at all. */
export function logKeys(receipts: readonly Receipt[], number: bigint): Uint8Array[] {
  const all: Uint8Array[] = [];
  for (const { logs } of receipts) {
    for (const { address, topics } of logs) {
      all.push(
        keys.logAddress(address, number),
        ...topics.map((topic, position) => keys.logTopic(position, topic, number)),
      );
    }
  }
  if (all.length) all.push(keys.logBlock(number));
  return all;
}

/** True when a log meets the condition. */
export function matchesLog(log: Log, condition: LogCondition): boolean {
  const isAmong = (list: readonly Uint8Array[], value: Uint8Array | undefined): boolean =>
    list.length === 0 || (value !== undefined && list.some((one) => equalBytes(one, value)));
  return (
    condition.topics.length <= log.topics.length &&
    isAmong(condition.addresses, log.address) &&
    condition.topics.every((list, position) => isAmong(list, log.topics[position]))
  );
}

/** Index entries one alternative may have before it is no longer worth reading. */
export const MAX_CANDIDATES = 20_000;

/**
 * Numbers of blocks in [from, to] that may hold matching logs: each condition narrows by its own index.
 * A condition that is too common to narrow anything is passed over; undefined when all are.
 */
export function candidateBlocks(
  store: ChainStore,
  condition: LogCondition,
  from: bigint,
  to: bigint,
): bigint[] | undefined {
  const conditions: ((number: bigint) => Uint8Array)[][] = [
    condition.addresses.map((address) => (number: bigint) => keys.logAddress(address, number)),
    ...condition.topics.map((list, position) =>
      list.map((topic) => (number: bigint) => keys.logTopic(position, topic, number)),
    ),
  ].filter((list) => list.length > 0);
  if (conditions.length === 0) conditions.push([keys.logBlock]);
  const sets: Set<bigint>[] = [];
  for (const list of conditions) {
    const found = list.map((keyOf) => store.blocksUnder(keyOf, from, to, MAX_CANDIDATES + 1));
    if (found.every((numbers) => numbers.length <= MAX_CANDIDATES)) sets.push(new Set(found.flat()));
  }
  const [first, ...rest] = sets.sort((a, b) => a.size - b.size);
  return first && [...first].filter((number) => rest.every((set) => set.has(number))).sort((a, b) => (a < b ? -1 : 1));
}
