import { Module } from '@nestjs/common';
import { LedgerCoreModule } from '../ledger/ledger-core.module.js';
import { ChainResolver } from './chain.resolver.js';
import { ReadChain } from './read-chain.js';

export const CHAIN_RESOLVERS = [ChainResolver];

@Module({ imports: [LedgerCoreModule], providers: [ReadChain, ...CHAIN_RESOLVERS] })
export class ChainModule {}
