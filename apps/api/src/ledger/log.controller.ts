import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import { formatTrust } from '@sealtrail/evidence/trust';
import { formatEntryBundle } from '@sealtrail/tlog/entry-bundle';
import { parseTilePath, TILE_WIDTH, tileWidth } from '@sealtrail/tlog/tile';
import type { FastifyReply } from 'fastify';
import { Ctx } from '../platform/context/current-request.js';
import type { RequestContext } from '../platform/context/request-context.js';
import { Database } from '../platform/database/database.js';
import { Public } from '../platform/identity/public.decorator.js';
import { TraceReaders } from '../trace/trace-readers.js';
import { readHeads, readLatestCheckpoint } from './checkpoint.repository.js';
import { ExportEvidence } from './export-evidence.js';
import { readEntries, readTiles } from './tree.repository.js';
import { TrustService } from './trust.service.js';

const IMMUTABLE = 'public, max-age=31536000, immutable';

/** The log as anyone may read it (C2SP tlog-tiles), its trust roots, and evidence for those who may see the event. */
@Controller('log')
export class LogController {
  constructor(
    private readonly database: Database,
    private readonly trust: TrustService,
    private readonly readers: TraceReaders,
    private readonly evidence: ExportEvidence,
  ) {}

  @Public()
  @Get('checkpoint')
  async checkpoint(@Res() reply: FastifyReply): Promise<void> {
    const latest = await readLatestCheckpoint(this.database.pool);
    if (!latest) throw new SealtrailError('NOT_FOUND', 'Nothing is published yet.');
    await reply.header('Cache-Control', 'no-cache').type('text/plain; charset=utf-8').send(latest.note);
  }

  @Public()
  @Get('tile/*')
  async tile(@Param('*') rest: string, @Res() reply: FastifyReply): Promise<void> {
    const bytes = await this.readTile(`tile/${rest}`);
    const isFull = !rest.includes('.p/');
    await reply
      .header('Cache-Control', isFull ? IMMUTABLE : 'public, max-age=60')
      .type('application/octet-stream')
      .send(Buffer.from(bytes));
  }

  @Public()
  @Get('trust')
  async trustRoots(@Res() reply: FastifyReply): Promise<void> {
    await reply
      .header('Cache-Control', 'no-cache')
      .type('application/json')
      .send(formatTrust(await this.trust.roots()));
  }

  @Get('evidence/:eventID')
  async exportEvidence(
    @Ctx() ctx: RequestContext,
    @Param('eventID') eventId: string,
    @Query('level') level: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (level !== undefined && level !== 'published' && level !== 'anchored') {
      throw new SealtrailError('BAD_REQUEST', 'The level is "anchored" or "published".', {
        level: String(level).slice(0, 50),
      });
    }
    const event = await this.readers.readEventForCaller(ctx, eventId);
    if (!event) throw new SealtrailError('NOT_FOUND', 'This event does not exist, or is not for you.');
    const text = await this.evidence.export(event, level ?? 'anchored');
    const name = `evidence-${event.eventId.replaceAll(/[^A-Za-z0-9.-]+/g, '-').slice(0, 100)}.json`;
    await reply
      .header('Content-Disposition', `attachment; filename="${name}"`)
      .header('Cache-Control', 'no-store')
      .type('application/json')
      .send(text);
  }

  /** Tiles of the published tree; asking for more than that is asking for what does not exist. */
  private async readTile(path: string): Promise<Uint8Array> {
    const missing = new SealtrailError('NOT_FOUND', 'The published tree has no such tile.', {
      path: path.slice(0, 100),
    });
    let id: ReturnType<typeof parseTilePath>;
    try {
      id = parseTilePath(path);
    } catch {
      throw missing;
    }
    const { published } = await readHeads(this.database.pool);
    if (id.index > 1n << 40n || tileWidth(id, published) < id.width) throw missing;
    if (id.kind === 'entries') {
      const from = id.index * BigInt(TILE_WIDTH);
      return formatEntryBundle(await readEntries(this.database.pool, from, from + BigInt(id.width)));
    }
    const [hashes] = await readTiles(this.database.pool, [id]);
    if (!hashes || hashes.length < 32 * id.width) throw missing;
    return hashes.subarray(0, 32 * id.width);
  }
}
