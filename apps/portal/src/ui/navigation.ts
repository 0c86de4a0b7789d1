import { type Icon, IconHome, IconLink, IconListDetails, IconShieldCheck, IconUpload } from '@tabler/icons-react';
import { mayCapture, seesSupplyChain, type SignedIn } from '../features/session/signed-in';

interface NavigationLink {
  /** Key under `common.nav`. */
  key: 'home' | 'events' | 'capture' | 'chain' | 'verify';
  href: string;
  Icon: Icon;
}

const HOME: NavigationLink = { key: 'home', href: '/', Icon: IconHome };
const EVENTS: NavigationLink = { key: 'events', href: '/events', Icon: IconListDetails };
const CAPTURE: NavigationLink = { key: 'capture', href: '/capture', Icon: IconUpload };
const CHAIN: NavigationLink = { key: 'chain', href: '/chain', Icon: IconLink };
const VERIFY: NavigationLink = { key: 'verify', href: '/verify', Icon: IconShieldCheck };

/** The places a person can go; at most five, so that they fit the bottom of a phone. */
export function navigationFor(person: SignedIn | undefined): NavigationLink[] {
  if (person === undefined) return [VERIFY];
  return [HOME, ...(seesSupplyChain(person) ? [EVENTS] : []), ...(mayCapture(person) ? [CAPTURE] : []), VERIFY, CHAIN];
}

/** Whether `href` is the place the page belongs to. */
export const isCurrent = (href: string, pathname: string): boolean =>
  href === '/'
    ? pathname === '/'
    : pathname === href || pathname.startsWith(`${href}/`) || (href === '/events' && pathname.startsWith('/items/'));
