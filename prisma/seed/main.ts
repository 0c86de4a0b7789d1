import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { passwordTokens } from './password-tokens.js';
import { seedDemo } from './seed-demo.js';

/**
 * `node prisma/seed/dist/main.js`: seeds the demo world. The day it was first tried is kept beside the data,
 * so that a start after an interruption sends the same documents and the server knows them again.
 */
async function main(env: NodeJS.ProcessEnv): Promise<void> {
  const home = env['SEALTRAIL_HOME'];
  const now = home ? firstTried(home) : new Date(env['SEED_NOW'] ?? Date.now());
  let shown = -1;
  const world = await seedDemo({
    apiUrl: env['API_URL'] ?? 'http://127.0.0.1:4000',
    tokenFor: passwordTokens(env['KEYCLOAK_URL'] ?? 'http://localhost:8180', env['KEYCLOAK_REALM'] ?? 'sealtrail'),
    now,
    partiesOnly: process.argv.includes('--parties'),
    onProgress: ({ done, total, what }) => {
      const percent = Math.floor((done * 20) / total) * 5;
      if (percent > shown) console.log(`seed ${(shown = percent)} % ${what}`);
    },
  });
  const events = world.captures.reduce(
    (sum, { document }) => sum + (document['epcisBody'] as { eventList: unknown[] }).eventList.length,
    0,
  );
  console.log(
    `seed done: ${world.organisations.length} organisations, ${world.captures.length} documents, ${events} events`,
  );
}

function firstTried(home: string): Date {
  const file = join(home, 'seed-day.json');
  try {
    return new Date((JSON.parse(readFileSync(file, 'utf8')) as { now: string }).now);
  } catch {
    const now = new Date();
    mkdirSync(home, { recursive: true });
    writeFileSync(file, `${JSON.stringify({ now: now.toISOString() })}\n`);
    return now;
  }
}

// A seeder whose supervisor is gone has nobody to report to.
process.on('disconnect', () => process.exit(1));

main(process.env).then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  },
);
