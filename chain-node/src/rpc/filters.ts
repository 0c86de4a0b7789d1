import { toHex0x } from '@sealtrail/bytes/hex';
import type { Chain } from '../chain/chain.js';
import type { LogCondition } from '../store/log-index.js';
import { logsInRange } from './find-logs.js';
import { quantity } from './params.js';
import { RPC, RpcError } from './rpc-error.js';

type Kind =
  | { readonly type: 'block' }
  | { readonly type: 'pending' }
  | { readonly type: 'logs'; readonly condition: LogCondition; readonly from: bigint; readonly to: bigint };

interface Filter {
  readonly kind: Kind;
  /** Last block already reported. */
  seen: bigint;
  /** Hashes not yet reported, for pending filters. */
  readonly pending: string[];
  usedAt: number;
}

const IDLE_MS = 5 * 60_000;
const MAX_FILTERS = 1_000;
const MAX_BLOCKS = 1_000n;
const MAX_PENDING = 10_000;

/** Filters that clients poll. They live as long as they are asked, and not longer than the process. */
export class Filters {
  readonly #filters = new Map<string, Filter>();
  readonly #chain: Chain;
  readonly #now: () => number;
  #nextId = 1;

  constructor(chain: Chain, now: () => number) {
    this.#chain = chain;
    this.#now = now;
  }

  create(kind: Kind): string {
    const now = this.#now();
    for (const [id, filter] of this.#filters) if (now - filter.usedAt > IDLE_MS) this.#filters.delete(id);
    if (this.#filters.size >= MAX_FILTERS) throw new RpcError(RPC.limit, `at most ${MAX_FILTERS} filters may be open`);
    const id = quantity(this.#nextId++);
    this.#filters.set(id, { kind, seen: this.#chain.head.header.number, pending: [], usedAt: now });
    return id;
  }

  remove(id: unknown): boolean {
    return this.#filters.delete(String(id));
  }

  notePending(hash: Uint8Array): void {
    for (const { kind, pending } of this.#filters.values()) {
      if (kind.type === 'pending' && pending.length < MAX_PENDING) pending.push(toHex0x(hash));
    }
  }

  /** What happened since the last call. */
  changes(id: unknown): unknown[] {
    const filter = this.#get(id);
    const { kind, seen } = filter;
    if (kind.type === 'pending') return filter.pending.splice(0);
    const head = this.#chain.head.header.number;
    filter.seen = head;
    if (kind.type === 'logs') {
      const from = kind.from > seen + 1n ? kind.from : seen + 1n;
      return logsInRange(this.#chain, kind.condition, from, kind.to < head ? kind.to : head);
    }
    const first = head - seen > MAX_BLOCKS ? head - MAX_BLOCKS : seen;
    filter.seen = head;
    return Array.from({ length: Number(head - first) }, (_, i) =>
      toHex0x(this.#chain.block(first + 1n + BigInt(i))!.hash),
    );
  }

  /** All logs a log filter matches, also old ones. */
  logs(id: unknown): unknown[] {
    const { kind } = this.#get(id);
    if (kind.type !== 'logs') throw new RpcError(RPC.server, 'filter not found');
    return logsInRange(this.#chain, kind.condition, kind.from, kind.to);
  }

  #get(id: unknown): Filter {
    const filter = this.#filters.get(String(id));
    if (!filter) throw new RpcError(RPC.server, 'filter not found');
    filter.usedAt = this.#now();
    return filter;
  }
}
