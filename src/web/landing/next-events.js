// A minimal client that keeps a list up to date. It loads the list together with a cursor of the change log and subscribes from
// that cursor on, so it misses no change in between. The browser's EventSource reconnects automatically and sends the id of the
// last event that it received.

const endpoint = '/graphql';

const query = `query NextEvents {
  changeCursor
  events(filter: { when: UPCOMING }, first: 6) {
    nodes {
      id
      name
      attendanceMode
      start { instant date timeZone precision }
      venue { name city country }
    }
  }
}`;

const subscription = `subscription Changes($after: String) {
  eventChanges(filter: { when: UPCOMING }, after: $after) { eventId }
}`;

const list = document.getElementById('events');
const state = document.getElementById('state');

document.getElementById('query').textContent = query;
document.getElementById('endpoint').textContent = new URL(endpoint, location.href).href;

async function load() {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'application/graphql-response+json' },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = await response.json();
  if (errors) {
    throw new Error(errors[0].message);
  }
  return data;
}

let source;

function subscribe(after, onChange) {
  const parameters = new URLSearchParams({ query: subscription, variables: JSON.stringify({ after }) });
  source?.close();
  source = new EventSource(`${endpoint}?${parameters}`);
  source.addEventListener('open', () => showState('live', 'live'));
  source.addEventListener('error', () => {
    showState('', 'connecting …');
    if (source.readyState === EventSource.CLOSED) {
      retry();
    }
  });
  source.addEventListener('next', ({ data }) => {
    const { data: change, errors } = JSON.parse(data);
    if (errors) {
      retry();
    } else {
      onChange(change.eventChanges.eventId);
    }
  });
}

function render(events, changed) {
  list.replaceChildren(...events.map((event) => card(event, changed.has(event.id))));
  if (events.length === 0) {
    list.append(element('li', '', 'There are no upcoming events. Publish one, and it appears here.'));
  }
}

function card({ name, attendanceMode, start, venue }, changed) {
  const item = element('li', changed ? 'changed' : '');
  const time = element('time', '', when(start));
  time.dateTime = start.precision === 'DAY' ? start.date : start.instant;
  const noVenue = attendanceMode === 'ONLINE' ? 'Online' : 'Venue to be announced';
  const where = venue ? [venue.name, venue.city, venue.country].filter(Boolean).join(', ') : noVenue;
  item.append(time, element('strong', '', name), element('span', 'where', where));
  return item;
}

// Formats the start in the time zone of the event, not in that of the reader.
function when({ instant, date, timeZone, precision }) {
  const day = { dateStyle: 'full' };
  return precision === 'DAY'
    ? new Intl.DateTimeFormat(undefined, { ...day, timeZone: 'UTC' }).format(new Date(`${date}T00:00Z`))
    : new Intl.DateTimeFormat(undefined, { ...day, timeStyle: 'short', timeZone }).format(new Date(instant));
}

function element(tag, className, text = '') {
  const created = document.createElement(tag);
  created.className = className;
  created.textContent = text;
  return created;
}

function showState(className, text) {
  state.className = className;
  state.textContent = text;
}

async function start() {
  const changed = new Set();
  let refreshTimer;

  async function refresh() {
    const { events, changeCursor } = await load();
    render(events.nodes, changed);
    return changeCursor;
  }

  try {
    subscribe(await refresh(), (id) => {
      changed.add(id);
      // Changes in quick succession cause one refresh.
      refreshTimer ??= setTimeout(() => {
        refreshTimer = undefined;
        refresh().catch(retry);
      }, 200);
    });
  } catch {
    retry();
  }
}

let retryTimer;

function retry() {
  source?.close();
  showState('', 'Loading failed. Retrying in 5 seconds.');
  clearTimeout(retryTimer);
  retryTimer = setTimeout(start, 5000);
}

start();
