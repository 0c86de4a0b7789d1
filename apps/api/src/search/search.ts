import { Injectable } from '@nestjs/common';
import { classifySearchText, type SearchMeaning } from '@sealtrail/gs1/classify-search-text';
import type { Gs1Identifier } from '@sealtrail/gs1/identifier';
import { FindParties, type FoundParties } from '../party/find-parties.js';
import type { RequestContext } from '../platform/context/request-context.js';
import { Problem } from '../platform/graphql/problem.types.js';
import { CaptureJobs } from '../trace/capture-jobs.js';
import { itemKey } from '../trace/event-filter.js';
import { kindOfItem } from '../trace/to-event.js';
import type { TraceReader } from '../trace/trace-reader.js';
import { TraceReaders } from '../trace/trace-readers.js';
import { SearchHitKind, SearchResult, type SearchHit } from './search.types.js';

const MAX_TEXT = 2_048;
const MAX_HITS = 20;
const HASH_URI = /^ni:\/\/\/sha-256;([0-9a-f]{64})/i;
const UUID = /^(?:urn:uuid:)?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/i;

/** The one box: says what a text may mean and finds what the caller may see of it. */
@Injectable()
export class Search {
  constructor(
    private readonly readers: TraceReaders,
    private readonly jobs: CaptureJobs,
    private readonly parties: FindParties,
  ) {}

  async execute(ctx: RequestContext, input: string): Promise<SearchResult> {
    const { text, candidates, problem } = classifySearchText(input.slice(0, MAX_TEXT));
    const reader = this.readers.for(ctx);
    const hits = new Map<string, SearchHit>();
    for (const candidate of candidates) {
      for (const hit of await this.find(ctx, reader, candidate)) hits.set(`${hit.kind} ${hit.id}`, hit);
      if (hits.size >= MAX_HITS) break;
    }
    // What was captured with a mistake in it must be found by that very mistake.
    if (problem)
      for (const hit of await this.items(reader, { exact: [itemKey(text)], prefixes: [] }))
        hits.set(`${hit.kind} ${hit.id}`, hit);
    return Object.assign(new SearchResult(), {
      text,
      understoodAs: describe(candidates[0]),
      problem: problem && Object.assign(new Problem(), { code: problem.code, message: problem.message, errors: [] }),
      hits: [...hits.values()].slice(0, MAX_HITS),
    });
  }

  private async find(ctx: RequestContext, reader: TraceReader, meaning: SearchMeaning): Promise<SearchHit[]> {
    switch (meaning.as) {
      case 'event':
        return [
          ...(await this.events(reader, await sameHash(reader, meaning.eventId))),
          ...(await this.job(ctx, meaning.eventId)),
        ];
      case 'hash':
        return this.events(reader, [meaning.eventId, ...(await reader.eventIdsByHash(meaning.hex))]);
      case 'identifier':
        return this.identifier(ctx, reader, meaning.identifier);
      case 'location':
        return [
          ...partyHits(await this.parties.byGln(ctx, meaning.gln)),
          ...(await this.items(reader, { exact: [meaning.identifier.canonical], prefixes: [] })),
        ];
      case 'lot':
        return itemHits(await reader.findItemsByTail(meaning.lot, MAX_HITS));
      case 'text':
        return partyHits(await this.parties.byText(ctx, meaning.text, MAX_HITS));
    }
  }

  private async events(reader: TraceReader, ids: readonly string[]): Promise<SearchHit[]> {
    const hits: SearchHit[] = [];
    for (const id of new Set(ids)) {
      const event = await reader.event(id);
      if (event)
        hits.push({
          kind: SearchHitKind.EVENT,
          id: event.eventId,
          title: event.bizStep ?? event.type,
          subtitle: event.eventTimeText,
        });
    }
    return hits;
  }

  private async job(ctx: RequestContext, text: string): Promise<SearchHit[]> {
    const id = UUID.exec(text)?.[1]?.toLowerCase();
    const job = id === undefined ? undefined : await this.jobs.find(ctx, id);
    return job
      ? [
          {
            kind: SearchHitKind.CAPTURE_JOB,
            id: job.id,
            title: `${job.accepted} / ${job.eventCount}`,
            subtitle: job.createdAt.toISOString(),
          },
        ]
      : [];
  }

  /** The item itself; for a product without serial or lot also what was made of it, and the product. */
  private async identifier(ctx: RequestContext, reader: TraceReader, identifier: Gs1Identifier): Promise<SearchHit[]> {
    const { canonical, gtin, lot, kind } = identifier;
    const exact = [canonical];
    // A scan names lot and serial; events of the lot as a class are of interest too.
    if (gtin !== undefined && lot !== undefined)
      exact.push(`https://id.gs1.org/01/${gtin}/10/${encodeURIComponent(lot)}`);
    const prefixes = kind === 'gtin' ? [`${canonical}/`] : [];
    const products = gtin === undefined ? [] : partyHits(await this.parties.byGtin(ctx, gtin));
    return [...(await this.items(reader, { exact, prefixes })), ...products];
  }

  private async items(reader: TraceReader, names: { exact: string[]; prefixes: string[] }): Promise<SearchHit[]> {
    return itemHits(await reader.findItems(names, MAX_HITS));
  }
}

function itemHits(items: readonly string[]): SearchHit[] {
  return items.map((item) => {
    const kind = kindOfItem(item);
    return { kind: kind === 'lgtin' ? SearchHitKind.LOT : SearchHitKind.ITEM, id: item, title: item, subtitle: kind };
  });
}

/** A hash URI names every event of that hash, whatever id it was captured under. */
async function sameHash(reader: TraceReader, eventId: string): Promise<string[]> {
  const hex = HASH_URI.exec(eventId)?.[1]?.toLowerCase();
  return hex === undefined ? [eventId] : [eventId, ...(await reader.eventIdsByHash(hex))];
}

function partyHits({ organisations, locations, products }: FoundParties): SearchHit[] {
  const place = (...parts: (string | null)[]): string | undefined =>
    parts.filter((part) => part !== null).join(', ') || undefined;
  return [
    ...locations.map((each) => ({
      kind: SearchHitKind.LOCATION,
      id: each.gln,
      title: each.name,
      subtitle: place(each.city, each.country),
    })),
    ...products.map((each) => ({
      kind: SearchHitKind.PRODUCT,
      id: each.gtin,
      title: each.name,
      subtitle: each.organisation.name,
    })),
    ...organisations.map((each) => ({
      kind: SearchHitKind.ORGANISATION,
      id: each.slug,
      title: each.name,
      subtitle: place(each.country),
    })),
  ];
}

function describe(meaning: SearchMeaning | undefined): string {
  if (!meaning) return 'nothing';
  return meaning.as === 'identifier' ? meaning.identifier.kind : meaning.as;
}
