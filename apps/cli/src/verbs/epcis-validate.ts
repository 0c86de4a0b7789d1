import { validateEpcisDocument } from '@sealtrail/epcis/validate-document';
import type { EpcisIssue, ValidationReport } from '@sealtrail/epcis/validation-report';
import { isSealtrailError } from '@sealtrail/errors/sealtrail-error';
import type { CommonOptions } from '../main.js';
import { readDocument } from '../support/files.js';
import { paint, print, printJson } from '../support/output.js';

type Fault = EpcisIssue | { readonly code: string; readonly message: string };

interface FileResult {
  readonly file: string;
  readonly verdict: 'valid' | 'invalid' | 'unreadable';
  readonly events: number;
  readonly errors: readonly Fault[];
  readonly warnings: readonly Fault[];
}

const EXIT = { valid: 0, invalid: 1, unreadable: 2 } as const;

/** `sealtrail epcis validate FILE...`: exit 0 when all are valid, 1 when one is not, 2 when one cannot be read. */
export async function epcisValidate(files: string[], options: CommonOptions): Promise<number> {
  const results: FileResult[] = [];
  for (const file of files) {
    const result = await validateFile(file);
    results.push(result);
    if (!options.json) tell(result);
  }
  if (options.json) printJson(results);
  return Math.max(...results.map((result) => EXIT[result.verdict]));
}

async function validateFile(file: string): Promise<FileResult> {
  try {
    const { value, notes } = await readDocument(file);
    const report = validateEpcisDocument(value, { nowMs: Date.now() });
    const { errors, warnings: found } = flatten(report);
    const warnings = [...notes.map((message) => ({ code: 'JSON_DUPLICATE_KEY', message })), ...found];
    return { file, verdict: report.valid ? 'valid' : 'invalid', events: report.events.length, errors, warnings };
  } catch (error) {
    if (!isSealtrailError(error)) throw error;
    return {
      file,
      verdict: 'unreadable',
      events: 0,
      errors: [{ code: error.code, message: error.message }],
      warnings: [],
    };
  }
}

function flatten(report: ValidationReport): { errors: EpcisIssue[]; warnings: EpcisIssue[] } {
  return {
    errors: [...report.documentErrors, ...report.events.flatMap((event) => event.errors)],
    warnings: [...report.documentWarnings, ...report.events.flatMap((event) => event.warnings)],
  };
}

function tell(result: FileResult): void {
  const { file, verdict, events, errors, warnings } = result;
  const count = `${events} ${events === 1 ? 'event' : 'events'}`;
  if (verdict === 'valid') print(`${paint('green', '✓')} ${file}: valid, ${count}`);
  else if (verdict === 'invalid')
    print(
      `${paint('red', '✗')} ${file}: invalid, ${errors.length} ${errors.length === 1 ? 'fault' : 'faults'} in ${count}`,
    );
  else print(`${paint('red', '✗')} ${file}: cannot be read`);
  for (const issue of errors) print(`    ${describe(issue)}`);
  for (const issue of warnings) print(`    ${paint('yellow', 'note:')} ${describe(issue)}`);
}

function describe(issue: Fault): string {
  if (!('field' in issue)) return issue.message;
  const where = issue.event === undefined ? 'document' : `event ${issue.event}`;
  return `${where}, ${issue.field || '/'}: ${issue.message} [${issue.rule}; ${issue.clause}]`;
}
