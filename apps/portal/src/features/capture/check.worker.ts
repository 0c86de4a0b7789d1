import { answerQuestions } from '../../ui/worker-call';
import { checkDocument, type DocumentCheck } from './check-document';

answerQuestions((text: string): DocumentCheck => checkDocument(text, Date.now()));
