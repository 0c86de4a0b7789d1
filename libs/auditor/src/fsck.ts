/**
 * Re-derives the log from the database and holds it against what is signed and anchored. Reads only, in one snapshot, in the order of
 * the leaves; names each damaged row, and sees through damage it has named, so that one changed row is one finding.
 */
import { equalBytes } from '@sealtrail/bytes/equal';
import { checkChain, judgeAnchors, readAnchors } from './check-anchors.js';
import { checkLeaves } from './check-leaves.js';
import { checkReferences } from './check-references.js';
import { judgeCheckpoints, judgeTree, readCheckpoints, signedHeads } from './checkpoints.js';
import { Findings } from './findings.js';
import { readLayout } from './layout.js';
import { readLogKeys } from './log-keys.js';
import { readPartyKnowledge } from './party-knowledge.js';
import { type Finding, type FsckOptions, type FsckReport, LOG_ID } from './types.js';

/** Checks everything. Damage is an answer, not an error; only a database that cannot be read throws. */
export async function fsck(options: FsckOptions): Promise<FsckReport> {
  const { client } = options;
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  try {
    return await check(options);
  } finally {
    await client.query('ROLLBACK').catch(() => undefined);
  }
}

async function check(options: FsckOptions): Promise<FsckReport> {
  const { client, onProgress } = options;
  const findings = new Findings();
  const skipped: string[] = [];
  const erasures: Finding[] = [];
  onProgress?.({ step: 'structure', done: 0, total: 1 });
  const keys = await readLogKeys(options, findings, skipped);
  const layout = await readLayout(client, findings);
  const checkpoints = await readCheckpoints(options, keys);
  const anchors = await readAnchors(options);
  const heads = signedHeads(checkpoints);
  const { rows: trees } = await client.query<{ size: string; root: Buffer; frontier: Buffer }>(
    'SELECT size::text, root, frontier FROM log_tree WHERE log_id = $1',
    [LOG_ID],
  );
  const tree = trees[0];
  const chainSizes = anchors.map(({ size }) => BigInt(size));
  const sizes = [
    ...new Set([
      ...checkpoints.map(({ size }) => size),
      ...heads.map(({ size }) => size),
      ...chainSizes,
      ...(tree ? [BigInt(tree.size)] : []),
      layout.size,
    ]),
  ];
  sizes.sort((a, b) => (a < b ? -1 : 1));

  const leaves = await checkLeaves({
    options,
    layout,
    keys,
    heads,
    sizes,
    findings,
    parties: await readPartyKnowledge(client),
    erasures,
  });
  const rootAt = (size: bigint): Uint8Array | undefined => leaves.roots.get(size);
  onProgress?.({ step: 'references', done: 0, total: 1 });
  await checkReferences(client, options.suite.sha256, layout, leaves, findings);

  onProgress?.({ step: 'checkpoints', done: 0, total: checkpoints.length });
  const add = (
    table: string,
    key: Record<string, string>,
    kind: 'changed' | 'deleted' | 'inserted',
    sentence: string,
    column?: string,
  ): void => findings.add({ table, key, kind, sentence, ...(column && { column }) });
  const logKey = { log_id: String(LOG_ID) };
  if (!tree) add('log_tree', logKey, 'deleted', 'The integrated tree is gone.');
  else {
    const root = rootAt(BigInt(tree.size));
    const smallest = heads.at(-1)?.size ?? 0n;
    if (!root || BigInt(tree.size) < smallest)
      add(
        'log_tree',
        logKey,
        'changed',
        `The tree says ${tree.size} leaves; the log has ${layout.size}, of which ${smallest} are signed.`,
        'size',
      );
    else if (!equalBytes(root, tree.root))
      add('log_tree', logKey, 'changed', 'The root is not that of the leaves.', 'root');
    else if (!leaves.frontier || !equalBytes(leaves.frontier, tree.frontier))
      add('log_tree', logKey, 'changed', 'The frontier is not that of the leaves.', 'frontier');
  }
  const { rows: others } = await client.query<{ tab: string; log_id: number }>(
    `SELECT 'log_tree' AS tab, log_id FROM log_tree WHERE log_id <> $1 UNION SELECT 'log_head', log_id FROM log_head WHERE log_id <> $1
     UNION SELECT 'log_batch', log_id FROM log_batch WHERE log_id <> $1 UNION SELECT 'tile', log_id FROM tile WHERE log_id <> $1
     UNION SELECT 'checkpoint', log_id FROM checkpoint WHERE log_id <> $1 UNION SELECT 'anchor', log_id FROM anchor WHERE log_id <> $1`,
    [LOG_ID],
  );
  for (const other of others)
    add(other.tab, { log_id: String(other.log_id) }, 'inserted', `There is no log ${other.log_id}.`);
  judgeCheckpoints(checkpoints, rootAt, findings);
  if (!['log_batch', 'log_head'].some((table) => findings.has(table))) judgeTree(heads, rootAt, findings);

  onProgress?.({ step: 'anchors', done: 0, total: anchors.length });
  const checkpointSizes = new Set(checkpoints.map(({ size }) => size));
  const damaged = judgeAnchors(options, keys.origin, anchors, rootAt, findings, skipped);
  for (const row of anchors) {
    if (
      !damaged.has(row.size) &&
      !checkpointSizes.has(BigInt(row.size)) &&
      rootAt(BigInt(row.size)) &&
      !heads.some(({ size }) => String(size) === row.size)
    ) {
      add(
        'checkpoint',
        { ...logKey, size: row.size },
        'deleted',
        `An anchor over ${row.size} leaves exists, its checkpoint is gone.`,
      );
    }
  }
  onProgress?.({ step: 'chain', done: 0, total: 1 });
  await checkChain(options, keys.origin, anchors, damaged, rootAt, findings, skipped);
  return {
    findings: findings.finish(),
    erasures,
    skipped,
    omitted: findings.omitted,
    counts: {
      leaves: Number(layout.size),
      events: leaves.events,
      tiles: leaves.tiles,
      checkpoints: checkpoints.length,
      anchors: anchors.length,
    },
  };
}
