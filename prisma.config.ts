import { defineConfig } from 'prisma/config';

/** Developer tooling only: at run time nothing of Prisma's command line is used. */
export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env['DATABASE_URL'] ?? 'postgresql://postgres@127.0.0.1:54329/sealtrail' },
});
