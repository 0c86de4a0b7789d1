import { contractAddress, headSlots, originHash } from '@sealtrail/chain-client/anchor-log';
import { fromHex0x, toHex0x } from '@sealtrail/bytes/hex';
import { Wallet } from 'ethers';

/** Everything about an anchor that follows from key and origin alone; addresses and hashes are 0x and lower case. */
export interface AnchorSettings {
  readonly origin: string;
  readonly originHash: string;
  readonly wallet: Wallet;
  readonly publisher: string;
  /** Where the publisher's first transaction puts the contract. */
  readonly contract: string;
  /** Storage slots of size and root. */
  readonly slots: readonly [string, string];
}

/** Derives addresses and slots from the publisher's private key (32 bytes) and the log's origin. */
export function anchorSettings(origin: string, publisherKey: Uint8Array): AnchorSettings {
  const wallet = new Wallet(toHex0x(publisherKey));
  const publisher = wallet.address.toLowerCase();
  const address = fromHex0x(publisher);
  const hash = originHash(origin);
  const { size, root } = headSlots(address, hash);
  return {
    origin,
    originHash: toHex0x(hash),
    wallet,
    publisher,
    contract: toHex0x(contractAddress(address, 0n)),
    slots: [toHex0x(size), toHex0x(root)],
  };
}
