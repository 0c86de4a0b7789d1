import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import { ROOT } from './settings.js';

/** Makes the validator's key and the genesis block at the first start. @throws SealtrailError PART_FAILED. */
export async function ensureGenesis(home: string, chainId: number): Promise<void> {
  const folder = join(home, 'chain');
  const file = join(folder, 'genesis.json');
  if (existsSync(file)) return;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const draft = join(folder, 'genesis.draft.json');
  const args = ['init', '--datadir', folder, '--chain-id', String(chainId), '--out', draft];
  await new Promise<void>((resolve, reject) => {
    const child = spawn(process.execPath, [join(ROOT, 'chain-node/bin/sealtrail-node.js'), ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('close', (code) => {
      if (code === 0) return resolve();
      const tail = output.trimEnd().split('\n').slice(-15);
      reject(
        new SealtrailError('PART_FAILED', 'The genesis block of the chain could not be made:', { part: 'chain', tail }),
      );
    });
  });
  renameSync(draft, file);
}
