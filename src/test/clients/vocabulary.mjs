// Judges the JSON-LD of a server by the types that schema-dts makes of schema.org's vocabulary: each type and property exists,
// and each property has values that the vocabulary allows there.
import assert from 'node:assert/strict';
import path from 'node:path';
import ts from 'typescript';

const base = new URL('/', process.argv[2]);
const json = async (address) => {
  const response = await fetch(new URL(address, base));
  assert.equal(response.status, 200, address);
  return response.json();
};

const list = await json('/events.jsonld?first=100');
const ids = (await (await fetch(new URL('/events.ndjson?first=100', base))).text()).trim().split('\n').map((line) => JSON.parse(line).id);
const nodes = list.itemListElement.map((element) => element.item);
for (const id of ids) {
  const document = await json(`/events/${id}.jsonld`);
  nodes.push(...(document['@graph'] ?? [Object.fromEntries(Object.entries(document).filter(([name]) => name !== '@context'))]));
}
const wrong = [
  { '@type': 'Event', name: 'x', startDates: '2026-01-01' },
  { '@type': 'Event', name: 'x', location: { '@type': 'Place', priceCurrency: 'EUR' } },
  { '@type': 'Event', name: 'x', eventStatus: 'https://schema.org/EventGone' },
];

// A constant a line, so that the line of an error tells the node.
const file = path.resolve('vocabulary-of-outputs.ts');
const source = (values) => ["import type { Thing } from 'schema-dts';",
  ...values.map((node, i) => `export const node${i}: Exclude<Thing, string> = ${JSON.stringify(node)};`)].join('\n');
const errors = (values) => {
  const options = { strict: true, noEmit: true, skipLibCheck: true, target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext, types: [] };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  const text = source(values);
  host.getSourceFile = (name, ...rest) =>
    name === file ? ts.createSourceFile(name, text, ts.ScriptTarget.ES2022) : getSourceFile.call(host, name, ...rest);
  host.fileExists = (name) => name === file || fileExists.call(host, name);
  host.readFile = (name) => (name === file ? text : readFile.call(host, name));
  const program = ts.createProgram([file], options, host);
  return ts.getPreEmitDiagnostics(program).map((diagnostic) => {
    const line = diagnostic.file?.getLineAndCharacterOfPosition(diagnostic.start).line ?? 0;
    return { line, message: `${JSON.stringify(values[line - 1])}\n${ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n')}` };
  });
};

assert.deepEqual(errors(wrong).map((error) => error.line), [1, 2, 3], 'the judge must find what is wrong');
const found = errors(nodes);
assert.equal(found.length, 0, found.slice(0, 3).map((error) => error.message).join('\n\n'));
const types = new Set(JSON.stringify(nodes).match(/"@type":"[^"]+"/g));
console.log(`schema-dts: ${nodes.length} nodes of ${types.size} types of schema.org, 0 errors`);
