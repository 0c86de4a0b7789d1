/** Phases of capturing an event, by the files whose functions do the work. The innermost frame that matches decides. */
const PHASES = [
  ['parse', /\/bytes\/dist\/(strict-json|json-)|captured-document/],
  ['validate', /\/epcis\/dist\/(validate|rules)/],
  ['credential', /\/(sdjwt|evidence)\/dist\/|native-ed25519|trace\/notary/],
  ['hash', /\/epcis\/dist\/(event-hash|index-event)|identity-keys|check-index|prepare-document/],
  ['copy', /write-batch|plan-batch|commit-|binary-copy|copy-script|\/node_modules\/pg/],
  [
    'http',
    /\/node_modules\/(fastify|@nestjs|find-my-way|rxjs|mercurius|@fastify)|node:_http|platform\/(http|identity|context)/,
  ],
];
const NAMES = [...PHASES.map(([name]) => name), 'garbage', 'other'];

/** Busy microseconds of a V8 processor profile by phase; what idles does not count. */
export function phasesOf({ nodes, samples, timeDeltas }) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map(nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node.id])));
  const phases = new Map();
  const phaseOf = (id) => {
    if (phases.has(id)) return phases.get(id);
    const { url, functionName } = byId.get(id).callFrame;
    const own =
      functionName === '(idle)' || (functionName === 'dispatch' && url === '')
        ? 'idle' // the profiler's own start counts as little as waiting
        : functionName === '(garbage collector)'
          ? 'garbage'
          : functionName.startsWith('(')
            ? 'other'
            : PHASES.find(([, files]) => files.test(url))?.[0];
    const parent = parents.get(id);
    const phase = own ?? (parent === undefined ? 'other' : phaseOf(parent));
    phases.set(id, phase);
    return phase;
  };
  const totals = Object.fromEntries(NAMES.map((name) => [name, 0]));
  samples.forEach((id, at) => {
    const phase = phaseOf(id);
    if (phase !== 'idle') totals[phase] += timeDeltas[at];
  });
  return totals;
}
