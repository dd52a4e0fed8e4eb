// The ready operations of the pane Examples. A file in the directory `operations` that no group lists is in the last group.

const GROUPS = {
  Start: ['01-listings', '03-event-whole', '05-node-and-fragments'],
  Lists: ['02-one-page-after-another', '04-venues-and-events', '08-this-weekend', '09-calendar', '13-month-of-occurrences', '14-each-event-once', '15-festival-with-parts'],
  Search: ['06-search-page', '07-near-me', '10-typing'],
  Live: ['12-live-changes'],
  Editing: ['11-announce'],
};
const LAST_GROUP = 'More';

/** Variables that depend on the current date. */
const COMPUTED_VARIABLES = { '11-announce': { start: `${inAMonth()}T19:30` } };

const texts = import.meta.glob('./operations/*', { query: '?raw', import: 'default', eager: true });

/** All groups with their examples: `{ title, examples: [{ title, description, kind, query, variables }] }`. */
export function exampleGroups() {
  const names = Object.keys(texts)
    .map((path) => path.match(/([^/]+)\.graphql$/)?.[1])
    .filter(Boolean);
  const listed = Object.values(GROUPS).flat();
  const others = names.filter((name) => !listed.includes(name));
  return Object.entries({ ...GROUPS, [LAST_GROUP]: others })
    .map(([title, members]) => ({ title, examples: members.filter((name) => names.includes(name)).map(example) }))
    .filter(({ examples }) => examples.length > 0);
}

function example(name) {
  const query = texts[`./operations/${name}.graphql`];
  const [, kind, operationName] = query.match(/^(query|mutation|subscription) (\w+)/m);
  const words = operationName.replace(/(?<=.)[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  const comment = query.match(/^(#.*\n)+/)?.[0] ?? '';
  return { title: words, description: comment.replace(/^# ?/gm, '').replaceAll('\n', ' ').trim(), kind, query, variables: variables(name) };
}

function variables(name) {
  const text = texts[`./operations/${name}.variables.json`];
  const computed = COMPUTED_VARIABLES[name];
  return computed ? JSON.stringify({ ...JSON.parse(text), ...computed }, null, 2) : text;
}

function inAMonth() {
  return new Date(Date.now() + 30 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
}
