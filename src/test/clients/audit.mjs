// Runs the audits of graphql-http against the address, and prints each that is not fulfilled, one a line: how bad it is,
// its id and name, and why. The exit status is 1 when one of them is an error or a warning.
import { serverAudits } from 'graphql-http';

let audits = 0;
for (const audit of serverAudits({ url: process.argv[2], fetchFn: fetch })) {
  const result = await audit.fn();
  audits++;
  if (result.status !== 'ok') {
    console.log(`${result.status} ${audit.id} ${audit.name}: ${result.reason}`);
  }
  if (result.status === 'error' || result.status === 'warn') {
    process.exitCode = 1;
  }
}
console.log(`${audits} audits`);
