// Generates the manifest of persisted documents into the given folder, as trusted documents for a server.
import { generateInto } from './generated.mjs';

await generateInto(`${process.argv[2]}/`, '../../../graphql/*.graphqls');
