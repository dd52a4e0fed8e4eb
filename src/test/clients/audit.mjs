// Runs the audits of graphql-http against a server and prints each failed one on a line: its status, id, name and reason. The
// exit code is 1 if one of them is an error or a warning.
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
