import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Database } from '../database/database.js';
import { Public } from '../identity/public.decorator.js';

/** Liveness says the process answers; readiness says captures would be taken. */
@Public()
@Controller('health')
export class HealthController {
  constructor(private readonly database: Database) {}

  @Get('live')
  live(): { status: 'up' } {
    return { status: 'up' };
  }

  @Get('ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    const checks = await this.check();
    const ready = Object.values(checks).every((state) => state === 'up');
    reply.status(ready ? 200 : 503);
    return { status: ready ? 'up' : 'down', checks };
  }

  private async check(): Promise<Record<'database' | 'logHead', 'up' | 'down'>> {
    try {
      const { rowCount } = await this.database.query('SELECT 1 FROM log_head WHERE log_id = 1');
      return { database: 'up', logHead: rowCount === 1 ? 'up' : 'down' };
    } catch {
      return { database: 'down', logHead: 'down' };
    }
  }
}
