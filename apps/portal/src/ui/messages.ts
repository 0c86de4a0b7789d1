import capture from '../../messages/en/capture.json';
import common from '../../messages/en/common.json';
import evidence from '../../messages/en/evidence.json';
import home from '../../messages/en/home.json';
import ledger from '../../messages/en/ledger.json';
import search from '../../messages/en/search.json';
import session from '../../messages/en/session.json';
import trace from '../../messages/en/trace.json';

/** One catalogue per feature; another language is another folder with the same files. */
export const MESSAGES = { capture, common, evidence, home, ledger, search, session, trace };
/** British dates and 24-hour clocks, which a customs form would use too. */
export const LOCALE = 'en-GB';
