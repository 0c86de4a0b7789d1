/** One account of the demo world. `id` is the `sub` of its tokens, the same in a real Keycloak's realm file. */
export interface DemoAccount {
  readonly id: string;
  readonly username: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly role: string;
  /** Slug; absent for patients. */
  readonly organization?: string;
  /** What the sign-in page shows beside the name. */
  readonly hint: string;
}

/** The same for every demo account, and shown on the sign-in page. */
export const DEMO_PASSWORD = 'sealtrail';

const id = (n: number): string => `5ea17a11-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;

const row = (
  n: number,
  username: string,
  name: readonly [string, string],
  role: string,
  hint: string,
  organization?: string,
): DemoAccount => ({
  id: id(n),
  username,
  firstName: name[0],
  lastName: name[1],
  role,
  hint,
  ...(organization === undefined ? {} : { organization }),
});

/** Accounts made at the first start; docker/keycloak/sealtrail-realm.json holds the same ones. */
export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  row(1, 'manufacturer', ['Ilse', 'Brandt'], 'manufacturer', 'Aurelia Pharma', 'aurelia'),
  row(2, 'manufacturer2', ['Jonas', 'Eklund'], 'manufacturer', 'Nordkem', 'nordkem'),
  row(3, 'farm', ['Vroni', 'Huber'], 'manufacturer', 'Almhof Dairy', 'almhof'),
  row(4, 'logistics', ['Marek', 'Novak'], 'logistics', 'Transvia Logistics', 'transvia'),
  row(5, 'logistics2', ['Aino', 'Laine'], 'logistics', 'Polarline Cold Chain', 'polarline'),
  row(6, 'dispenser', ['Lucia', 'Ferrer'], 'dispenser', 'St Lucia Hospital Pharmacy', 'st-lucia-hospital'),
  row(7, 'dispenser2', ['Tobias', 'Keller'], 'dispenser', 'Marktplatz Pharmacy', 'marktplatz-apotheke'),
  row(8, 'retailer', ['Petra', 'Vogel'], 'dispenser', 'Frischmarkt Grocery', 'frischmarkt'),
  row(9, 'clinician', ['Dr Samira', 'Haddad'], 'clinician', 'St Lucia Hospital', 'st-lucia-hospital'),
  row(10, 'clinician2', ['Dr Owen', 'Price'], 'clinician', 'Lakeside Clinic', 'lakeside-clinic'),
  row(11, 'patient', ['Nora', 'Lindqvist'], 'patient', 'Own record'),
  row(12, 'patient2', ['Elias', 'Moreau'], 'patient', 'Own record'),
  row(13, 'regulator', ['Grace', 'Okafor'], 'regulator', 'Medicines Agency', 'medicines-agency'),
  row(14, 'admin', ['Robin', 'Sander'], 'admin', 'Sealtrail', 'sealtrail'),
];

/** Address under the reserved `.test` zone, so that no mail can ever leave. */
export const demoEmail = (account: DemoAccount): string =>
  `${account.username}@${account.organization ?? 'people'}.test`;
