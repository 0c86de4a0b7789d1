import { Global, Module } from '@nestjs/common';
import { LogService } from './log.service.js';
import { Projector } from './projector.js';

/** What API and worker share of the ledger; other contexts find the notary key and the projector here. */
@Global()
@Module({ providers: [LogService, Projector], exports: [LogService, Projector] })
export class LedgerCoreModule {}
