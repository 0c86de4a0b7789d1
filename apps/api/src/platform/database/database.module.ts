import { Global, Module } from '@nestjs/common';
import { Database } from './database.js';
import { Notifications } from './notifications.js';
import { PrismaService } from './prisma.service.js';

@Global()
@Module({ providers: [Database, Notifications, PrismaService], exports: [Database, Notifications, PrismaService] })
export class DatabaseModule {}
