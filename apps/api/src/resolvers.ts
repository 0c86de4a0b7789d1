import { CHAIN_RESOLVERS } from './chain/chain.module.js';
import { EventStatusResolver } from './ledger/event-status.resolver.js';
import { LedgerResolver } from './ledger/ledger.resolver.js';
import { PARTY_RESOLVERS } from './party/party.module.js';
import { SEARCH_RESOLVERS } from './search/search.module.js';
import { TRACE_RESOLVERS } from './trace/trace.module.js';

/** Every resolver class: the schema is made from these alone, without starting anything. */
export const RESOLVERS = [
  ...CHAIN_RESOLVERS,
  EventStatusResolver,
  LedgerResolver,
  ...PARTY_RESOLVERS,
  ...SEARCH_RESOLVERS,
  ...TRACE_RESOLVERS,
];
