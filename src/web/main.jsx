import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import '@graphiql/plugin-explorer/style.css';
import './style.css';
import { explorerPlugin } from '@graphiql/plugin-explorer';
import { createGraphiQLFetcher, createLocalStorage } from '@graphiql/toolkit';
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import { createRoot } from 'react-dom/client';

const endpoint = new URL('/graphql', location.href).href;

const fetcher = createGraphiQLFetcher({
  url: endpoint,
  subscriptionUrl: endpoint.replace(/^http/, 'ws'),
  // The server sends whole responses only.
  enableIncrementalDelivery: false,
});

// GraphiQL pages of other projects on the same localhost:8080 would otherwise share their tabs with this one.
const storage = createLocalStorage({ namespace: 'marquee' });

const queries = import.meta.glob('./operations/*.graphql', { query: '?raw', import: 'default', eager: true });
const variables = import.meta.glob('./operations/*.json', { query: '?raw', import: 'default', eager: true });

const examples = Object.entries(queries).map(([path, query]) => ({
  query,
  variables: variables[path.replace('.graphql', '.variables.json')],
}));

createRoot(document.getElementById('root')).render(
  <GraphiQL
    fetcher={fetcher}
    storage={storage}
    defaultTabs={examples}
    defaultEditorToolsVisibility="variables"
    plugins={[HISTORY_PLUGIN, explorerPlugin()]}
  >
    <GraphiQL.Logo>Marquee</GraphiQL.Logo>
  </GraphiQL>,
);
