import { typed } from '../api/typed-document';

export type HitKind = 'EVENT' | 'ITEM' | 'LOT' | 'LOCATION' | 'ORGANISATION' | 'CAPTURE_JOB' | 'PRODUCT';
export interface SearchHit {
  kind: HitKind;
  id: string;
  title: string;
  subtitle: string | null;
}
export interface SearchResult {
  text: string;
  understoodAs: string;
  problem: { code: string; message: string } | null;
  hits: SearchHit[];
}

export const SEARCH = typed<{ search: SearchResult }, { text: string }>(`
  query Search($text: String!) {
    search(text: $text) { text understoodAs problem { code message } hits { kind id title subtitle } }
  }`);
