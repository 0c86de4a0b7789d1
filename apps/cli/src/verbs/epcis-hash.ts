import { nativeSuite } from '@sealtrail/crypto/native-suite';
import { eventHash } from '@sealtrail/epcis/event-hash';
import { contextOf, eventList } from '@sealtrail/epcis/event-list';
import type { CommonOptions } from '../main.js';
import { readDocument } from '../support/files.js';
import { print, printJson } from '../support/output.js';

/** `sealtrail epcis hash FILE`: the CBV 2.0 event hash (§8.9) of each event, one per line, in document order. */
export async function epcisHash(file: string, options: CommonOptions): Promise<number> {
  const { value: document } = await readDocument(file);
  const context = contextOf(document);
  const hashes = eventList(document).map((event) => eventHash(event, context, (data) => nativeSuite.sha256(data)));
  if (options.json) printJson(hashes);
  else hashes.forEach((hash) => print(hash));
  return 0;
}
