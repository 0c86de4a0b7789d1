import type { DemoLocation, DemoOrganisation, DemoProduct } from './demo-types.js';
import { type Form, glnOf, gtin14, type Place, type Product } from './identifiers.js';

/** One actor of the demo world. Prefixes lie in 952, the range GS1 keeps for demonstrations. */
export interface Actor {
  readonly slug: string;
  readonly account: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly country: string;
  readonly prefix: string;
  readonly form: Form;
}

const actor = (
  slug: string,
  account: string,
  name: string,
  roles: string,
  country: string,
  prefix: string,
  form: Form,
): Actor => ({
  slug,
  account,
  name,
  roles: roles.split(' '),
  country,
  prefix,
  form,
});

export const NORDKEM = actor('nordkem', 'manufacturer2', 'Nordkem', 'manufacturer', 'DK', '9521101', 'urn');
export const AURELIA = actor('aurelia', 'manufacturer', 'Aurelia Pharma', 'manufacturer', 'CH', '9521102', 'urn');
export const ALMHOF = actor('almhof', 'farm', 'Almhof Dairy', 'manufacturer', 'DE', '9521103', 'link');
export const TRANSVIA = actor('transvia', 'logistics', 'Transvia Logistics', 'logistics', 'DE', '9521104', 'urn');
export const POLARLINE = actor('polarline', 'logistics2', 'Polarline Cold Chain', 'logistics', 'DE', '9521105', 'urn');
export const ST_LUCIA = actor(
  'st-lucia-hospital',
  'dispenser',
  'St Lucia Hospital',
  'dispenser clinician',
  'DE',
  '9521106',
  'link',
);
export const MARKTPLATZ = actor(
  'marktplatz-apotheke',
  'dispenser2',
  'Marktplatz Pharmacy',
  'dispenser',
  'DE',
  '9521107',
  'link',
);
export const FRISCHMARKT = actor(
  'frischmarkt',
  'retailer',
  'Frischmarkt Grocery',
  'dispenser',
  'DE',
  '9521108',
  'link',
);
const LAKESIDE = actor('lakeside-clinic', 'clinician2', 'Lakeside Clinic', 'clinician', 'DE', '9521109', 'link');
const AGENCY = actor('medicines-agency', 'regulator', 'Medicines Agency', 'regulator', 'DE', '9521110', 'urn');
const OPERATOR = actor('sealtrail', 'admin', 'Sealtrail', 'admin', 'DE', '9521111', 'urn');

const ACTORS = [
  NORDKEM,
  AURELIA,
  ALMHOF,
  TRANSVIA,
  POLARLINE,
  ST_LUCIA,
  MARKTPLATZ,
  FRISCHMARKT,
  LAKESIDE,
  AGENCY,
  OPERATOR,
];

interface Site extends Place {
  readonly actor: Actor;
  readonly name: string;
  readonly city: string;
  readonly country: string;
  readonly latitude: number;
  readonly longitude: number;
}

const site = (
  owner: Actor,
  ref: string,
  name: string,
  city: string,
  latitude: number,
  longitude: number,
  country = owner.country,
): Site => ({
  actor: owner,
  prefix: owner.prefix,
  ref,
  name,
  city,
  country,
  latitude,
  longitude,
});

export const SITES = {
  nordkemOffice: site(NORDKEM, '00000', 'Nordkem head office', 'Køge', 55.4562, 12.1821),
  nordkemWorks: site(NORDKEM, '00010', 'Nordkem synthesis works', 'Køge', 55.4661, 12.1997),
  nordkemDock: site(NORDKEM, '00011', 'Nordkem dispatch dock', 'Køge', 55.4668, 12.2012),
  aureliaOffice: site(AURELIA, '00000', 'Aurelia Pharma head office', 'Basel', 47.5596, 7.5886),
  aureliaGoodsIn: site(AURELIA, '00020', 'Aurelia goods-in', 'Pratteln', 47.5241, 7.6968),
  aureliaTableting: site(AURELIA, '00021', 'Aurelia tableting hall', 'Pratteln', 47.5246, 7.6975),
  aureliaPackaging: site(AURELIA, '00022', 'Aurelia packaging line 3', 'Pratteln', 47.5249, 7.6981),
  aureliaDispatch: site(AURELIA, '00023', 'Aurelia dispatch warehouse', 'Pratteln', 47.5235, 7.6992),
  aureliaReturns: site(AURELIA, '00024', 'Aurelia returns and destruction', 'Pratteln', 47.5231, 7.6996),
  almhofFarm: site(ALMHOF, '00000', 'Almhof Dairy', 'Oberstdorf', 47.4075, 10.2775),
  almhofMilkIntake: site(ALMHOF, '00030', 'Almhof milk intake', 'Oberstdorf', 47.4081, 10.2781),
  almhofCheesery: site(ALMHOF, '00031', 'Almhof cheese dairy', 'Oberstdorf', 47.4083, 10.2784),
  almhofCellar: site(ALMHOF, '00032', 'Almhof ripening cellar', 'Oberstdorf', 47.4086, 10.2779),
  almhofDispatch: site(ALMHOF, '00033', 'Almhof cold dispatch', 'Oberstdorf', 47.4079, 10.279),
  transviaOffice: site(TRANSVIA, '00000', 'Transvia Logistics head office', 'Frankfurt am Main', 50.1109, 8.6821),
  transviaNorth: site(TRANSVIA, '00040', 'Transvia hub north', 'Hamburg', 53.5333, 9.9667),
  transviaHub: site(TRANSVIA, '00041', 'Transvia hub Rhine-Main', 'Kelsterbach', 50.0619, 8.5292),
  transviaSouth: site(TRANSVIA, '00042', 'Transvia cross-dock Upper Rhine', 'Weil am Rhein', 47.5931, 7.6128),
  polarlineOffice: site(POLARLINE, '00000', 'Polarline Cold Chain head office', 'Karlsruhe', 49.0069, 8.4037),
  polarlineDepot: site(POLARLINE, '00050', 'Polarline cold store Karlsruhe', 'Karlsruhe', 49.0204, 8.3512),
  polarlineAlps: site(POLARLINE, '00051', 'Polarline cold store Kempten', 'Kempten', 47.7267, 10.3139),
  luciaHospital: site(ST_LUCIA, '00000', 'St Lucia Hospital', 'Freiburg im Breisgau', 48.0064, 7.8379),
  luciaGoodsIn: site(ST_LUCIA, '00060', 'St Lucia Hospital goods-in', 'Freiburg im Breisgau', 48.0071, 7.8368),
  luciaPharmacy: site(ST_LUCIA, '00061', 'St Lucia Hospital pharmacy', 'Freiburg im Breisgau', 48.0067, 7.8374),
  luciaQuarantine: site(
    ST_LUCIA,
    '00062',
    'St Lucia Hospital quarantine store',
    'Freiburg im Breisgau',
    48.0066,
    7.8371,
  ),
  marktplatzShop: site(MARKTPLATZ, '00000', 'Marktplatz Pharmacy', 'Emmendingen', 48.1214, 7.8492),
  marktplatzCounter: site(MARKTPLATZ, '00070', 'Marktplatz Pharmacy counter', 'Emmendingen', 48.1214, 7.8493),
  frischmarktOffice: site(FRISCHMARKT, '00000', 'Frischmarkt Grocery', 'Munich', 48.1374, 11.5755),
  frischmarktCentre: site(FRISCHMARKT, '00080', 'Frischmarkt fresh centre', 'Garching', 48.2489, 11.6511),
  frischmarktSchwabing: site(FRISCHMARKT, '00081', 'Frischmarkt Schwabing', 'Munich', 48.1641, 11.5846),
  frischmarktHaidhausen: site(FRISCHMARKT, '00082', 'Frischmarkt Haidhausen', 'Munich', 48.1312, 11.5973),
  lakesideClinic: site(LAKESIDE, '00000', 'Lakeside Clinic', 'Konstanz', 47.6603, 9.1758),
  agencyOffice: site(AGENCY, '00000', 'Medicines Agency', 'Bonn', 50.7219, 7.1113),
} as const;

const product = (owner: Actor, indicator: string, item: string): Product => ({ prefix: owner.prefix, indicator, item });

export const PRODUCTS = {
  activeIngredient: product(NORDKEM, '0', '10001'),
  excipient: product(AURELIA, '0', '20010'),
  bulkTablets: product(AURELIA, '0', '20020'),
  pack: product(AURELIA, '0', '20001'),
  medicineCase: product(AURELIA, '1', '20001'),
  rawMilk: product(ALMHOF, '0', '30001'),
  cultures: product(ALMHOF, '0', '30002'),
  cheeseWheel: product(ALMHOF, '0', '30010'),
  cheesePiece: product(ALMHOF, '0', '30011'),
} as const;

const PRODUCT_NAMES: Readonly<Record<keyof typeof PRODUCTS, readonly [Actor, string]>> = {
  activeIngredient: [NORDKEM, 'Lanaprazine hydrochloride, active ingredient'],
  excipient: [AURELIA, 'Microcrystalline cellulose, excipient'],
  bulkTablets: [AURELIA, 'Cardiolan 20 mg, bulk tablets'],
  pack: [AURELIA, 'Cardiolan 20 mg, 28 film-coated tablets'],
  medicineCase: [AURELIA, 'Cardiolan 20 mg, case of 12 packs'],
  rawMilk: [ALMHOF, 'Raw hay milk'],
  cultures: [ALMHOF, 'Rennet and cultures'],
  cheeseWheel: [ALMHOF, 'Almhof alpine fresh cheese, wheel 2 kg'],
  cheesePiece: [ALMHOF, 'Almhof alpine fresh cheese, 200 g'],
};

export function organisations(): DemoOrganisation[] {
  return ACTORS.map(({ slug, name, roles, country, prefix }) => ({ slug, name, roles, country, prefixes: [prefix] }));
}

export function locations(): DemoLocation[] {
  return Object.values(SITES).map((s) => ({
    gln: glnOf(s),
    organisation: s.actor.slug,
    name: s.name,
    city: s.city,
    country: s.country,
    latitude: s.latitude,
    longitude: s.longitude,
  }));
}

export function products(): DemoProduct[] {
  return Object.entries(PRODUCT_NAMES).map(([key, [owner, name]]) => ({
    gtin: gtin14(PRODUCTS[key as keyof typeof PRODUCTS]),
    organisation: owner.slug,
    name,
  }));
}
