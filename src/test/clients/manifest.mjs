// The manifest of persisted documents that GraphQL Code Generator makes, into the folder that is named: a server is given it.
import { generateInto } from './generated.mjs';

await generateInto(`${process.argv[2]}/`, '../../../graphql/*.graphqls');
