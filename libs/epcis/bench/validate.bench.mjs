// Events validated per second, against JSON.parse of the same bytes in the same run.
import { validateEpcisDocument } from '@sealtrail/epcis/validate-document';
import { documents, inTurn, rate, report } from './fixture.mjs';

const list = documents(60);
const texts = list.map((document) => JSON.stringify(document));
const baseline = 100 * rate(inTurn(texts, (text) => JSON.parse(text)));
report('epcis-validate', 100 * rate(inTurn(list, (document) => validateEpcisDocument(document))), 'events/s', baseline);
