import type { JsonObject } from '@sealtrail/bytes/json';

export interface DemoOrganisation {
  readonly slug: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly country: string;
  /** GS1 company prefixes; GLNs and GTINs under them belong to the organisation. */
  readonly prefixes: readonly string[];
}

export interface DemoLocation {
  readonly gln: string;
  readonly organisation: string;
  readonly name: string;
  readonly city: string;
  readonly country: string;
  readonly latitude: number;
  readonly longitude: number;
}

export interface DemoProduct {
  readonly gtin: string;
  readonly organisation: string;
  readonly name: string;
}

/** One EPCIS document and the account that sends it. */
export interface DemoCapture {
  readonly account: string;
  readonly title: string;
  readonly document: JsonObject;
}

export interface DemoWorld {
  readonly organisations: readonly DemoOrganisation[];
  readonly locations: readonly DemoLocation[];
  readonly products: readonly DemoProduct[];
  /** In order of time; each organisation's must be sent in this order. */
  readonly captures: readonly DemoCapture[];
}
