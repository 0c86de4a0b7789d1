const HEADER = `# Errors

Every failure Sealtrail answers with has one of these codes: in \`code\` of a \`problem+json\` answer, in \`Problem.code\` or
\`errors[].extensions.code\` over GraphQL, and behind the sentence of a command. Codes are stable; sentences are not.

Made from \`libs/errors/src/catalogue.ts\` by \`node scripts/errors-doc.mjs\`: change that, not this file.
`;

/** The page of all codes; the heading of each is the anchor that `SealtrailError.docs` names. */
export function renderErrorsDoc(catalogue) {
  const sections = Object.entries(catalogue).map(([code, { title, status, epcis }]) => {
    const type = epcis === undefined ? '' : `\n- EPCIS 2.0 exception: \`epcisException:${epcis}\``;
    return `## ${code}\n\n${title}.\n\n- HTTP status: ${status}${type}\n`;
  });
  return [HEADER, ...sections].join('\n');
}
