// The next events of a Marquee, kept up to date. The smallest whole client: it loads a list together with a place in the log
// of changes, and then listens from that place on, so that nothing that happens in between is missed. The browser connects
// again by itself, and says what it heard last.

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

function listen(after, changed) {
  const parameters = new URLSearchParams({ query: subscription, variables: JSON.stringify({ after }) });
  source?.close();
  source = new EventSource(`${endpoint}?${parameters}`);
  source.addEventListener('open', () => show('live', 'live'));
  source.addEventListener('error', () => {
    show('', 'connecting …');
    if (source.readyState === EventSource.CLOSED) {
      retry();
    }
  });
  source.addEventListener('next', ({ data }) => {
    const { data: told, errors } = JSON.parse(data);
    if (errors) {
      retry();
    } else {
      changed(told.eventChanges.eventId);
    }
  });
}

function render(events, changed) {
  list.replaceChildren(...events.map((event) => card(event, changed.has(event.id))));
  if (events.length === 0) {
    list.append(element('li', '', 'Nothing is coming up. Publish an event, and it appears here.'));
  }
}

function card({ name, attendanceMode, start, venue }, changed) {
  const item = element('li', changed ? 'changed' : '');
  const time = element('time', '', when(start));
  time.dateTime = start.precision === 'DAY' ? start.date : start.instant;
  const place = attendanceMode === 'ONLINE' ? 'Online' : 'Place to be announced';
  const where = venue ? [venue.name, venue.city, venue.country].filter(Boolean).join(', ') : place;
  item.append(time, element('strong', '', name), element('span', 'where', where));
  return item;
}

// On the clock of the place where it happens, whatever the reader's own is.
function when({ instant, date, timeZone, precision }) {
  const day = { dateStyle: 'full' };
  return precision === 'DAY'
    ? new Intl.DateTimeFormat(undefined, { ...day, timeZone: 'UTC' }).format(new Date(`${date}T00:00Z`))
    : new Intl.DateTimeFormat(undefined, { ...day, timeStyle: 'short', timeZone }).format(new Date(instant));
}

function element(tag, className, text = '') {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

function show(className, text) {
  state.className = className;
  state.textContent = text;
}

async function start() {
  const changed = new Set();
  let waiting;

  async function refresh() {
    const { events, changeCursor } = await load();
    render(events.nodes, changed);
    return changeCursor;
  }

  try {
    listen(await refresh(), (id) => {
      changed.add(id);
      // Many changes at once are one new list.
      waiting ??= setTimeout(() => {
        waiting = undefined;
        refresh().catch(retry);
      }, 200);
    });
  } catch {
    retry();
  }
}

let again;

function retry() {
  source?.close();
  show('', 'The server does not answer; it is asked again in a moment.');
  clearTimeout(again);
  again = setTimeout(start, 5000);
}

start();
