import type { Anchor, Page } from '../api/schema-types';
import { typed } from '../api/typed-document';

export interface Ledger {
  origin: string;
  verifierKey: string;
  recordedSize: string;
  integratedSize: string;
  publishedSize: string;
  anchoredSize: string;
  alarm: string | null;
}
export interface Checkpoint {
  size: string;
  root: string;
  note: string;
  createdAt: string;
  anchor: Anchor | null;
}
export interface Block {
  number: string;
  hash: string;
  timestamp: string;
  transactionCount: number;
  proposer: string;
  round: number;
  seals: string[];
  gasUsed: string;
}
export interface Chain {
  reachable: boolean;
  chainId: string | null;
  head: Block | null;
  validators: string[];
  contract: string | null;
  blocks: Block[];
}

export const LEDGER = typed<{ ledger: Ledger }>(`
  query Ledger { ledger { origin verifierKey recordedSize integratedSize publishedSize anchoredSize alarm } }`);

export const CHECKPOINTS = typed<{ checkpoints: Page<Checkpoint> }, { first: number; after: string | null }>(`
  query Checkpoints($first: Int!, $after: String) {
    checkpoints(first: $first, after: $after) {
      nodes { size root note createdAt anchor { size root chainId contract txHash blockNumber blockHash anchoredAt } }
      pageInfo { hasNextPage endCursor }
    }
  }`);

const BLOCK = `{ number hash timestamp transactionCount proposer round seals gasUsed }`;

export const CHAIN = typed<{ chain: Chain }, { first: number }>(`
  query Chain($first: Int!) {
    chain { reachable chainId head ${BLOCK} validators contract blocks(first: $first) ${BLOCK} }
  }`);
