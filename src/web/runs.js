import { createStore } from './store';

const MAX_MESSAGES = 200;
const MAX_CHARACTERS = 5_000_000;
const KEY_CODES = ['UNAUTHENTICATED', 'FORBIDDEN'];

/**
 * The last run of each tab: what its response cost, and the messages of its subscription.
 *
 * GraphiQL shows only the last message of a subscription; here up to 200 are kept until they are cleared.
 */
export function createRuns() {
  const store = createStore({});
  let activeTab;

  function update(tab, change) {
    const run = store.get()[tab] ?? { messages: [], received: 0 };
    store.set({ ...store.get(), [tab]: { ...run, ...change(run) } });
  }

  return {
    /** Selects the tab whose run components see, and forgets the runs of closed tabs. */
    activate(tab, openTabs) {
      activeTab = tab;
      const kept = Object.entries(store.get()).filter(([id]) => openTabs.includes(id));
      store.set(Object.fromEntries(kept));
    },
    useActive: () => store.use()[activeTab],
    clearMessages() {
      update(activeTab, ({ kind, state }) => ({
        messages: [],
        received: 0,
        view: kind === 'subscription' && state === 'running' ? 'messages' : 'response',
      }));
    },
    show: (view) => update(activeTab, () => ({ view })),

    /** Starts a run of the active tab. */
    begin(kind) {
      const tab = activeTab;
      update(tab, ({ messages, received }) => ({
        kind,
        state: 'running',
        view: kind === 'subscription' ? 'messages' : 'response',
        messages,
        received,
        answer: undefined,
        keyProblem: undefined,
        ending: undefined,
      }));
      return {
        answer: (answer) => update(tab, () => ({ state: 'done', answer, keyProblem: keyProblem(answer.errors) })),
        receive: (message) => update(tab, (run) => appendMessage(run, message)),
        end(ending, errors) {
          update(tab, ({ messages, view }) => ({
            state: 'done',
            ending,
            keyProblem: keyProblem(errors),
            view: messages.length > 0 ? view : 'response',
          }));
        },
      };
    },
  };
}

function appendMessage({ messages, received }, message) {
  const added = { number: received + 1, at: new Date(), text: JSON.stringify(message, null, 2), summary: summarize(message) };
  const kept = [added, ...messages].slice(0, MAX_MESSAGES);
  let characters = 0;
  const fitting = kept.filter(({ text }, index) => (characters += text.length) <= MAX_CHARACTERS || index === 0);
  return { messages: fitting, received: received + 1 };
}

/** The first texts of a message, such as "PUBLISHED, Open rehearsal". */
function summarize({ data, errors }) {
  if (errors?.length) {
    return errors[0].message;
  }
  const texts = [];
  JSON.stringify(data, (name, value) => {
    if (typeof value === 'string' && !/cursor|id$|at$|^instant$/i.test(name)) {
      texts.push(value);
    }
    return value;
  });
  return texts.slice(0, 4).join(', ');
}

/** Which scope an error asks for; undefined if no error is about the key. */
function keyProblem(errors) {
  const error = errors?.find(({ extensions }) => KEY_CODES.includes(extensions?.code));
  return (
    error && {
      code: error.extensions.code,
      message: error.message,
      scope: error.message.match(/`?([a-z]+:[a-z]+|admin)`?/)?.[1],
    }
  );
}
