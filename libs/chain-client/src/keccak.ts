/** Keccak-256 as Ethereum uses it (the pre-standard padding, not SHA3-256). */
export { keccak_256 as keccak256 } from '@noble/hashes/sha3.js';
