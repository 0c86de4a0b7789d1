import type { PoolClient } from 'pg';

/** First leaf index that a projection has not seen. */
export async function nextIndexOf(client: Pick<PoolClient, 'query'>, name: string): Promise<bigint> {
  const { rows } = await client.query<{ next_index: bigint }>(
    'SELECT next_index FROM projection_state WHERE name = $1',
    [name],
  );
  return BigInt(rows[0]?.next_index ?? 0n);
}

/** Moves a projection inside the caller's transaction; false, having done nothing, when it does not stand at `from`. */
export async function moveProjection(client: PoolClient, name: string, from: bigint, to: bigint): Promise<boolean> {
  await client.query('INSERT INTO projection_state (name, next_index) VALUES ($1, 0) ON CONFLICT DO NOTHING', [name]);
  const moved = await client.query('UPDATE projection_state SET next_index = $3 WHERE name = $1 AND next_index = $2', [
    name,
    from,
    to,
  ]);
  return moved.rowCount === 1;
}
