import { Address, createAccount } from '@ethereumjs/util';
import { toHex } from '@sealtrail/bytes/hex';
import { keccak256 } from '@sealtrail/chain-client/keccak';
import { EMPTY_TRIE_ROOT, verifyAccountProof, verifyStorageProof } from '@sealtrail/chain-client/mpt-proof';
import { bigintToBytes } from '@sealtrail/chain-client/rlp';
import { expect, test } from 'vitest';
import { createChainCommon } from '../engine/chain-common.js';
import { createNativeEngine } from '../engine/native-engine.js';
import { createStateMachine } from './evm.js';
import { reachableNodes } from './reachable.js';
import { StateReader } from './read-state.js';

const address = (n: number): Uint8Array => keccak256(Uint8Array.of(n, n >> 8)).slice(12);
const slot = (n: number): Uint8Array => {
  const bytes = new Uint8Array(32);
  bytes[31] = n;
  return bytes;
};

test('what blocks leave in the store is enough to read and prove every account and slot at every root', async () => {
  const stored = new Map<string, Uint8Array>();
  const read = (key: Uint8Array): Uint8Array | undefined => stored.get(toHex(key));
  const common = createChainCommon(1, 'osaka', await createNativeEngine());
  const { state, overlay } = await createStateMachine(common, read, EMPTY_TRIE_ROOT, () => new Uint8Array(32));
  const roots: Uint8Array[] = [];
  let written = 0;
  // Each round rewrites some accounts, adds others, and clears a slot.
  for (let round = 1; round <= 4; round++) {
    await state.checkpoint();
    for (let n = round * 5; n < round * 5 + 40; n++) {
      const at = new Address(address(n));
      if (!(await state.getAccount(at))) await state.putAccount(at, createAccount({ balance: 1n }));
      await state.modifyAccountFields(at, { nonce: BigInt(round) });
      if (n % 10 === 0) {
        await state.putCode(at, Uint8Array.of(0xfe, n));
        for (let s = 0; s < 20; s++)
          await state.putStorage(at, slot(s), bigintToBytes(BigInt(s === round ? 0 : round * 1000 + s)));
      }
    }
    await state.commit();
    const root = await state.getStateRoot();
    const kept = reachableNodes(root, overlay.written);
    written += overlay.written.size;
    for (const [key, value] of kept) stored.set(key, value);
    overlay.written.clear();
    roots.push(root);
  }
  expect(stored.size).toBeLessThan(written);

  const reader = new StateReader(read, keccak256);
  for (const [i, root] of roots.entries()) {
    const round = i + 1;
    for (let n = 0; n < 70; n++) {
      const { account, proof } = reader.account(root, address(n));
      expect(verifyAccountProof(root, address(n), proof, keccak256)).toEqual(account);
      const isThere = n >= 5 && n < round * 5 + 40;
      expect(account !== undefined, `account ${n} in round ${round}`).toBe(isThere);
      if (!account || n % 10 !== 0) continue;
      expect(reader.code(account)).toEqual(Uint8Array.of(0xfe, n));
      for (let s = 0; s < 22; s++) {
        const found = reader.storage(account.storageRoot, slot(s));
        expect(verifyStorageProof(account.storageRoot, slot(s), found.proof, keccak256)).toBe(found.word);
        const last = Math.min(round, Math.floor(n / 5));
        expect(found.word).toBe(s >= 20 || s === last ? 0n : BigInt(last * 1000 + s));
      }
    }
  }
});
