import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import '@graphiql/plugin-explorer/style.css';
import './style.css';
import { explorerPlugin } from '@graphiql/plugin-explorer';
import { createLocalStorage } from '@graphiql/toolkit';
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import { createRoot } from 'react-dom/client';
import { ClosePane } from './components/close-pane';
import { PlanView } from './components/plan-view';
import { Session } from './components/session';
import { Share } from './components/share';
import { StatusLine } from './components/status-line';
import { createFetcher } from './fetcher';
import { readLink } from './link';
import { isPhone } from './phone';
import { examplesPlugin, firstExample } from './plugins/examples';
import { keyPlugin } from './plugins/key';
import { planPlugin } from './plugins/plan';
import { createRuns } from './runs';
import { createStore } from './store';

// Without a namespace, GraphiQL pages of other projects on the same origin (localhost:8080) would share their tabs with this one.
const storage = createLocalStorage({ namespace: 'marquee' });

const runs = createRuns();
const planIsOpen = createStore(false);
const showPlan = () => planIsOpen.set(true);
const key = keyPlugin(storage, runs);
const plan = planPlugin(runs, showPlan);
const fetcher = createFetcher('/graphql', key, plan, runs);
const plugins = [examplesPlugin, explorerPlugin(), key.plugin, plan.plugin, HISTORY_PLUGIN];
const linked = readLink(location);

function LastPlan() {
  return <PlanView statements={runs.useActive()?.answer?.statements} isOpen={planIsOpen.use()} onClose={() => planIsOpen.set(false)} />;
}

createRoot(document.getElementById('root')).render(
  <GraphiQL
    fetcher={fetcher}
    storage={storage}
    defaultTabs={[linked ?? firstExample]}
    initialQuery={linked?.query}
    initialVariables={linked?.variables}
    defaultEditorToolsVisibility={isPhone() && !linked?.variables ? false : 'variables'}
    plugins={plugins}
  >
    <GraphiQL.Logo>
      <a href="/">Marquee</a>
      <ClosePane />
    </GraphiQL.Logo>
    <GraphiQL.Toolbar>
      {({ prettify, merge, copy }) => (
        <>
          {prettify}
          {merge}
          {copy}
          <Share />
        </>
      )}
    </GraphiQL.Toolbar>
    <GraphiQL.Footer>
      <StatusLine runs={runs} onShowPlan={showPlan} />
    </GraphiQL.Footer>
    <Session runs={runs} />
    <LastPlan />
  </GraphiQL>,
);
