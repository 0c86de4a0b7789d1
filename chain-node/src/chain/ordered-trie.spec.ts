import { MerklePatriciaTrie } from '@ethereumjs/mpt';
import { keccak256 } from '@sealtrail/chain-client/keccak';
import { bigintToBytes, encodeRlp } from '@sealtrail/chain-client/rlp';
import { expect, test } from 'vitest';
import { orderedTrieRoot } from './ordered-trie.js';

test('agrees with a general trie for lists of every shape', async () => {
  for (const count of [0, 1, 2, 3, 16, 17, 127, 128, 129, 200, 256, 257, 300]) {
    for (const length of [1, 5, 31, 40, 200]) {
      const values = Array.from({ length: count }, (_, i) => new Uint8Array(length).fill((i % 255) + 1));
      const trie = new MerklePatriciaTrie();
      for (const [i, value] of values.entries()) await trie.put(encodeRlp(bigintToBytes(BigInt(i))), value);
      expect(orderedTrieRoot(values, keccak256), `${count} values of ${length} bytes`).toEqual(trie.root());
    }
  }
});
