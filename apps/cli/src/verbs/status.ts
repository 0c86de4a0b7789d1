import { connect } from 'node:net';
import type { CommonOptions } from '../main.js';
import { apiBase } from '../support/api.js';
import { paint, print, printJson } from '../support/output.js';
import { whereabouts } from '../support/whereabouts.js';
import { readLock } from '../supervisor/lock.js';
import { homeOf } from '../supervisor/settings.js';

/** `sealtrail status`: which parts answer and how long the published log is. Exit 1 when something does not answer. */
export async function status(options: CommonOptions): Promise<number> {
  const home = homeOf(process.env);
  const lock = readLock(home);
  const where = whereabouts();
  const api = apiBase();
  const [database, chain, identity, apiReady, portal, checkpoint] = await Promise.all([
    answersTcp(where.databasePort),
    blockNumber(where.chain),
    answers(
      `${where.identity}/realms/${process.env['KEYCLOAK_REALM'] || 'sealtrail'}/.well-known/openid-configuration`,
    ),
    answers(`${api}/health/ready`),
    answers(where.url),
    text(`${api}/log/checkpoint`),
  ]);
  const [origin, size] = checkpoint?.split('\n') ?? [];
  const parts = { database, chain: chain !== undefined, identity, api: apiReady, portal };
  const log = size === undefined ? null : { origin, size };
  const ok = Object.values(parts).every(Boolean);
  if (options.json) {
    printJson({
      running: lock !== undefined,
      state: lock?.state ?? 'stopped',
      pid: lock?.pid ?? null,
      url: lock?.url ?? null,
      home,
      parts,
      blockNumber: chain ?? null,
      log,
    });
    return ok ? 0 : 1;
  }
  print(
    lock
      ? `Sealtrail runs at ${lock.url} (process ${lock.pid}, ${lock.state}).`
      : `Sealtrail is not running on ${home}.`,
  );
  for (const [name, up] of Object.entries(parts))
    print(
      `  ${up ? paint('green', '✓') : paint('red', '✗')} ${name}${name === 'chain' && chain !== undefined ? `, block ${chain}` : ''}`,
    );
  if (log) print(`  log ${log.origin}: ${log.size} leaves published`);
  return ok ? 0 : 1;
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(3_000) });
    return response.status < 500;
  } catch {
    return false;
  }
}

async function text(url: string): Promise<string | undefined> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(3_000) });
    return response.ok ? await response.text() : undefined;
  } catch {
    return undefined;
  }
}

async function blockNumber(url: string): Promise<number | undefined> {
  try {
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'eth_blockNumber', params: [] });
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      signal: AbortSignal.timeout(3_000),
    });
    return Number(((await response.json()) as { result: string }).result);
  } catch {
    return undefined;
  }
}

function answersTcp(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const end = (up: boolean): void => {
      socket.destroy();
      resolve(up);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
    socket.setTimeout(2_000, () => end(false));
  });
}
