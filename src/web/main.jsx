import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import '@graphiql/plugin-explorer/style.css';
import './style.css';
import { explorerPlugin } from '@graphiql/plugin-explorer';
import { createLocalStorage } from '@graphiql/toolkit';
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import { createRoot } from 'react-dom/client';
import { createFetcher } from './fetcher';
import { keyPlugin } from './plugins/key';
import { planPlugin } from './plugins/plan';

// Without a namespace, GraphiQL pages of other projects on the same origin (localhost:8080) would share their tabs with this one.
const storage = createLocalStorage({ namespace: 'marquee' });

const key = keyPlugin(storage);
const plan = planPlugin();

const queries = import.meta.glob('./operations/*.graphql', { query: '?raw', import: 'default', eager: true });
const variables = import.meta.glob('./operations/*.json', { query: '?raw', import: 'default', eager: true });

const examples = Object.entries(queries).map(([path, query]) => ({
  query,
  variables: variables[path.replace('.graphql', '.variables.json')],
}));

createRoot(document.getElementById('root')).render(
  <GraphiQL
    fetcher={createFetcher('/graphql', key, plan)}
    storage={storage}
    defaultTabs={examples}
    defaultEditorToolsVisibility="variables"
    plugins={[explorerPlugin(), key.plugin, plan.plugin, HISTORY_PLUGIN]}
  >
    <GraphiQL.Logo>
      <a href="/">Marquee</a>
    </GraphiQL.Logo>
  </GraphiQL>,
);
