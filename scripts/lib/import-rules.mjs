/**
 * Which way imports may point (docs: STYLE, "Imports point down"). A library may import libraries of lower layers and
 * its own; apps import libraries only; nobody imports the chain node.
 */
const LAYERS = [
  ['errors'],
  ['bytes'],
  ['crypto', 'merkle', 'gs1'],
  ['epcis', 'tlog', 'sdjwt', 'chain-client'],
  ['evidence'],
  ['postgres', 'auditor'],
  ['testkit'],
];

const layerOf = (lib) => LAYERS.findIndex((layer) => layer.includes(lib));
const isTest = (file) => /\.(spec|medium|bench|e2e)\.tsx?$|\/testing\//.test(file);
const placeOf = (file) => {
  const [group, name] = file.split('/');
  return { group, name: group === 'chain-node' ? 'chain-node' : name };
};

/** Sentence about an import that points the wrong way, or undefined. */
export function importBreach(file, target) {
  if (target === undefined) return undefined;
  const from = placeOf(file);
  const to = placeOf(target);
  if (from.group === to.group && from.name === to.name) return undefined;
  if (to.name === 'testkit') return isTest(file) || from.group === 'test' ? undefined : 'testkit is for tests';
  if (from.group === 'test' || isTest(file)) return undefined;
  if (to.group === 'chain-node') return 'nobody imports the chain node: speak JSON-RPC';
  if (to.group === 'apps') return `apps are not imported, here ${to.name}: speak GraphQL or HTTP`;
  if (from.group === 'libs' && to.group === 'libs') return libBreach(from.name, to.name);
  if (from.group === 'libs') return `a library may not import ${to.group}`;
  return undefined;
}

function libBreach(from, to) {
  const [high, low] = [layerOf(from), layerOf(to)];
  if (high < 0 || low < 0)
    return `libs/${high < 0 ? from : to} has no layer yet: add it to scripts/lib/import-rules.mjs`;
  return low < high || (high === low && from === 'auditor')
    ? undefined
    : `libs/${from} may not import libs/${to}: imports point down`;
}

/** Packages of this repository and what each imports, as a Mermaid graph. */
export function mermaid(edges) {
  return ['graph BT', ...[...edges].sort().map((edge) => `  ${edge}`)].join('\n');
}
