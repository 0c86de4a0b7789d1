import { Module } from '@nestjs/common';
import { PartyModule } from '../party/party.module.js';
import { TraceModule } from '../trace/trace.module.js';
import { Search } from './search.js';
import { SearchResolver } from './search.resolver.js';

export const SEARCH_RESOLVERS = [SearchResolver];

@Module({ imports: [PartyModule, TraceModule], providers: [Search, ...SEARCH_RESOLVERS] })
export class SearchModule {}
