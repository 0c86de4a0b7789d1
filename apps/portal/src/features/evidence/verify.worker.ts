import { answerQuestions } from '../../ui/worker-call';
import { checkEvidence } from './check-evidence';

answerQuestions(checkEvidence);
