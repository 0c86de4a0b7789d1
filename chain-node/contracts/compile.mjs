import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import solc from 'solc';

/** London's instruction set plus nothing: the contract runs on any EVM network of today. */
const SETTINGS = {
  evmVersion: 'paris',
  optimizer: { enabled: true, runs: 100_000 },
  metadata: { bytecodeHash: 'none' },
};

/** The artifact of AnchorLog.sol; throws with the compiler's messages when it does not compile cleanly. */
export function compileAnchorLog() {
  const source = readFileSync(new URL('./AnchorLog.sol', import.meta.url), 'utf8');
  const input = {
    language: 'Solidity',
    sources: { 'AnchorLog.sol': { content: source } },
    settings: {
      ...SETTINGS,
      outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object', 'evm.deployedBytecode.object'] } },
    },
  };
  const output = JSON.parse(solc.compile(JSON.stringify(input)));
  if (output.errors?.length) throw new Error(output.errors.map((error) => error.formattedMessage).join('\n'));
  const contract = output.contracts['AnchorLog.sol'].AnchorLog;
  return {
    contractName: 'AnchorLog',
    compiler: { version: solc.version(), settings: SETTINGS },
    sourceSha256: createHash('sha256').update(source).digest('hex'),
    abi: contract.abi,
    bytecode: `0x${contract.evm.bytecode.object}`,
    runtime: `0x${contract.evm.deployedBytecode.object}`,
  };
}
