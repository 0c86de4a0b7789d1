// Compiles AnchorLog.sol into the committed artifact and the bytecode module of libs/chain-client.
// Run after a change of the contract: node chain-node/scripts/compile-contracts.mjs
import { writeFileSync } from 'node:fs';
import { compileAnchorLog } from '../contracts/compile.mjs';

const artifact = compileAnchorLog();
writeFileSync(new URL('../contracts/AnchorLog.json', import.meta.url), `${JSON.stringify(artifact, null, 2)}\n`);

const lines = artifact.bytecode
  .slice(2)
  .match(/.{1,110}/g)
  .map((line) => `  '${line}'`);
writeFileSync(
  new URL('../../libs/chain-client/src/anchor-log-bytecode.ts', import.meta.url),
  `// Written by chain-node/scripts/compile-contracts.mjs (solc ${artifact.compiler.version}); do not edit.\n` +
    `/** Creation bytecode of AnchorLog.sol; it takes no constructor arguments. */\n` +
    `export const ANCHOR_LOG_BYTECODE =\n  '0x' +\n${lines.join(' +\n')};\n`,
);
console.log(`${artifact.bytecode.length / 2 - 1} bytes creation, ${artifact.runtime.length / 2 - 1} bytes runtime`);
