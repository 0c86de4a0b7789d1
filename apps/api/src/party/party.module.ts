import { Module } from '@nestjs/common';
import { PartyDirectory } from './party-directory.js';
import { ViewerResolver } from './viewer.resolver.js';

@Module({ providers: [PartyDirectory, ViewerResolver], exports: [PartyDirectory] })
export class PartyModule {}
