/** Imports point down: errors, bytes <- merkle, crypto, gs1, epcis <- tlog, sdjwt <- evidence, chain-client <- apps. */
const LAYERS = [
  ['errors'],
  ['bytes'],
  ['crypto', 'merkle', 'gs1'],
  ['epcis', 'tlog', 'sdjwt', 'chain-client'],
  ['evidence'],
  ['postgres', 'auditor'],
  ['testkit'],
];
const TESTS = '\\.(spec|medium|bench|e2e)\\.tsx?$';

const upward = LAYERS.slice(0, -1).map((layer, index) => ({
  name: `libs-${layer.join('-')}-point-down`,
  comment: 'A library may import libraries of lower layers only.',
  severity: 'error',
  from: { path: `^libs/(${layer.join('|')})/src`, pathNot: TESTS },
  to: {
    path: `^libs/(${LAYERS.slice(index + 1)
      .flat()
      .join('|')})/`,
  },
}));

module.exports = {
  forbidden: [
    ...upward,
    {
      name: 'libs-know-no-apps',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^(apps|chain-node|prisma)/' },
    },
    {
      name: 'apps-never-import-each-other',
      comment: 'Apps speak GraphQL, HTTP and JSON-RPC with each other.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/src' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'nobody-imports-the-chain-node',
      severity: 'error',
      from: { path: '^(apps|libs|prisma)/' },
      to: { path: '^chain-node/' },
    },
    {
      name: 'chain-node-imports-libraries-only',
      severity: 'error',
      from: { path: '^chain-node/src' },
      to: { path: '^(apps|prisma)/' },
    },
    {
      name: 'testkit-is-for-tests',
      severity: 'error',
      from: { path: '^(apps|libs|chain-node)/', pathNot: [TESTS, '^libs/testkit/', '/bench/', 'testing/', 'test-'] },
      to: { path: '^libs/testkit/' },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolves',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(\\.{1,2}/.*\\.css|server-only)$' },
    },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|\\.next|generated|node_modules|public)/' },
    includeOnly: '^(apps|libs|chain-node|prisma)/',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@sealtrail/source', 'import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
    },
  },
};
