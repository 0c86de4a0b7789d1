/** First import of every script: says in one sentence that Node is too old, before anything newer is used. */
const wanted = [20, 19];
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < wanted[0] || (major === wanted[0] && minor < wanted[1])) {
  console.error(
    'Sealtrail needs Node.js ' +
      wanted.join('.') +
      ' or newer; this is ' +
      process.version +
      '. Install a current LTS from https://nodejs.org and run the command again.',
  );
  process.exit(1);
}
