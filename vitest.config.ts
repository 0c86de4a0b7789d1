import { defineConfig } from 'vitest/config';

const conditions = ['@sealtrail/source', 'node'];
// externals (node_modules) keep Node's own conditions: 'import' there would break packages that are required
// Libraries load graphql as CommonJS; a second copy would not know the types of the first.
const alias = [{ find: /^graphql$/, replacement: 'graphql/index.js' }];
const base = { resolve: { conditions, alias }, ssr: { resolve: { conditions, externalConditions: ['node'] } } };

/** One project per tier; `npm run test:unit`, `test:medium`, `test:e2e` pick theirs. */
export default defineConfig({
  ...base,
  test: {
    projects: [
      {
        ...base,
        test: {
          name: 'unit',
          include: [
            '{libs,apps}/*/src/**/*.spec.{ts,tsx}',
            'chain-node/{src,contracts}/**/*.spec.ts',
            'prisma/seed/*.spec.ts',
          ],
          testTimeout: 30_000,
        },
      },
      {
        ...base,
        test: {
          name: 'medium',
          include: ['{libs,apps}/*/src/**/*.medium.ts', 'chain-node/src/**/*.medium.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        ...base,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.e2e.ts'],
          globalSetup: ['test/e2e/global-setup.ts'],
          testTimeout: 300_000,
          hookTimeout: 600_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
