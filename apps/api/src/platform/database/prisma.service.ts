import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '../../generated/prisma/client.js';
import { AppConfig } from '../config/app-config.js';

/** Prisma for everything that is not hot: parties, audit, listings of jobs. */
@Injectable()
export class PrismaService implements OnApplicationShutdown {
  readonly client: PrismaClient;

  constructor(config: AppConfig) {
    this.client = new PrismaClient({ adapter: new PrismaPg({ connectionString: config.databaseUrl, max: 4 }) });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.client.$disconnect();
  }
}
