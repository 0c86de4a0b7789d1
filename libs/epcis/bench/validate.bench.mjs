// Events validated per second, against JSON.parse of the same bytes in the same run.
import { validateEpcisDocument } from '@sealtrail/epcis/validate-document';
import { document, rate, report } from './fixture.mjs';

const text = JSON.stringify(document(100));
const value = JSON.parse(text);
const baseline = 100 * rate(() => JSON.parse(text));
report('epcis-validate', 100 * rate(() => validateEpcisDocument(value)), 'events/s', baseline);
