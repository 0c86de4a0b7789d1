/**
 * The bare word of a vocabulary term in any of its spellings: `shipping`, `urn:epcglobal:cbv:bizstep:shipping`,
 * `https://ref.gs1.org/cbv/BizStep-shipping`, `cbv:BizStep-shipping` (CBV 2.0 §7). Terms of others stay whole.
 */
export function cbvWord(term: string): string {
  return /^(?:urn:epcglobal:cbv:\w+:|https?:\/\/ref\.gs1\.org\/cbv\/\w+-|cbv:\w+-)(.+)$/.exec(term)?.[1] ?? term;
}

/** The word when the standard lists it. Foreign words must never reach a message key: "constructor" would be found there. */
export function knownWord(term: string, words: readonly string[]): string | undefined {
  const word = cbvWord(term);
  return words.includes(word) ? word : undefined;
}

/** The 41 business steps of CBV 2.0 §7.1.3 that the catalogue words. */
export const BIZ_STEPS = [
  'accepting',
  'arriving',
  'assembling',
  'collecting',
  'commissioning',
  'consigning',
  'creating_class_instance',
  'cycle_counting',
  'decommissioning',
  'departing',
  'destroying',
  'disassembling',
  'dispensing',
  'encoding',
  'entering_exiting',
  'holding',
  'inspecting',
  'installing',
  'killing',
  'loading',
  'other',
  'packing',
  'picking',
  'receiving',
  'removing',
  'repackaging',
  'repairing',
  'replacing',
  'reserving',
  'retail_selling',
  'sampling',
  'sensor_reporting',
  'shipping',
  'staging_outbound',
  'stock_taking',
  'stocking',
  'storing',
  'transporting',
  'unloading',
  'unpacking',
  'void_shipping',
] as const;

/** The dispositions of CBV 2.0 §7.2.3. */
export const DISPOSITIONS = [
  'active',
  'available',
  'completeness_inferred',
  'completeness_verified',
  'conformant',
  'container_closed',
  'container_open',
  'damaged',
  'destroyed',
  'dispensed',
  'disposed',
  'encoded',
  'expired',
  'in_progress',
  'in_transit',
  'inactive',
  'mismatch_class',
  'mismatch_instance',
  'mismatch_quantity',
  'needs_replacement',
  'no_pedigree_match',
  'non_conformant',
  'non_sellable_other',
  'partially_dispensed',
  'recalled',
  'reserved',
  'retail_sold',
  'returned',
  'sellable_accessible',
  'sellable_not_accessible',
  'stolen',
  'unavailable',
  'unknown',
] as const;

/** The error reasons of CBV 2.0. */
export const ERROR_REASONS = ['did_not_occur', 'incorrect_data'] as const;

/** Dispositions that ask somebody to act. */
const ALARMING: readonly string[] = [
  'recalled',
  'damaged',
  'expired',
  'stolen',
  'mismatch_class',
  'mismatch_instance',
  'mismatch_quantity',
  'no_pedigree_match',
  'non_conformant',
  'needs_replacement',
];

export const isAlarming = (disposition: string | null): boolean =>
  disposition !== null && ALARMING.includes(cbvWord(disposition));
export const isRecall = (disposition: string | null): boolean =>
  disposition !== null && cbvWord(disposition) === 'recalled';
