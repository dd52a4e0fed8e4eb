// A minimal client that keeps a list up to date. It loads the list together with a cursor of the change log and subscribes from
// that cursor on, so it misses no change in between. The browser's EventSource reconnects automatically and sends the id of the
// last event that it received.

export const endpoint = '/graphql';

export const query = `query NextEvents {
  changeCursor
  events(filter: { when: UPCOMING }, first: 6) {
    nodes {
      id
      name
      status
      attendanceMode
      start { instant date timeZone precision }
      venue { name city country }
      image { url alt }
    }
  }
}`;

const subscription = `subscription Changes($after: String) {
  eventChanges(filter: { when: UPCOMING }, after: $after) { eventId }
}`;

const eventQuery = `query Event($id: ID!) {
  event(id: $id) {
    name
    status
    description
    start { local date timeZone }
    venue { name fullAddress }
    tickets { name priceKind price { amount currency } }
  }
}`;

// An event that is cancelled or postponed stays in the list, so that people learn of it.
const notices = { CANCELLED: 'Cancelled', POSTPONED: 'Postponed', RESCHEDULED: 'New date', MOVED_ONLINE: 'Moved online' };

const list = document.getElementById('events');
const state = document.getElementById('state');

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
    list.append(element('li', 'empty', 'There are no upcoming events. Publish one, and it appears here.'));
  }
}

function card({ id, name, status, attendanceMode, start, venue, image }, changed) {
  const item = element('li', changed ? 'changed' : '');
  const time = element('time', '', when(start));
  time.dateTime = start.precision === 'DAY' ? start.date : start.instant;
  const link = element('a', status === 'CANCELLED' ? 'cancelled' : '', name);
  link.href = `/graphiql/#${new URLSearchParams({ query: eventQuery, variables: JSON.stringify({ id }) })}`;
  link.title = 'Show this event in GraphiQL';
  const title = element('h3');
  title.append(link);
  item.append(picture(name, image), time, title);
  if (notices[status]) {
    item.append(element('span', `notice ${status.toLowerCase()}`, notices[status]));
  }
  item.append(element('span', 'where', where(venue, attendanceMode)));
  return item;
}

// The initial of the name is behind the picture: it shows if there is none, or until it has loaded.
function picture(name, image) {
  const frame = element('div', 'picture', [...name].find((character) => /\p{L}|\p{N}/u.test(character)) ?? '');
  if (image) {
    const loaded = element('img');
    loaded.alt = image.alt ?? '';
    loaded.loading = 'lazy';
    loaded.addEventListener('error', () => loaded.remove());
    loaded.src = image.url;
    frame.append(loaded);
  } else {
    frame.ariaHidden = 'true';
  }
  return frame;
}

// A venue without a name has its address as name, which contains the country or the city already.
function where(venue, attendanceMode) {
  if (!venue) {
    return attendanceMode === 'ONLINE' ? 'Online' : 'Venue to be announced';
  }
  const { name, city, country } = venue;
  const contains = (part) => part && name.toLowerCase().includes(part.toLowerCase());
  const isWholeAddress = contains(country);
  return isWholeAddress ? name : [name, contains(city) ? '' : city, country].filter(Boolean).join(', ');
}

// Formats the start in the time zone of the event, not in that of the reader.
function when({ instant, date, timeZone, precision }) {
  const day = { dateStyle: 'full' };
  return precision === 'DAY'
    ? new Intl.DateTimeFormat(undefined, { ...day, timeZone: 'UTC' }).format(new Date(`${date}T00:00Z`))
    : new Intl.DateTimeFormat(undefined, { ...day, timeStyle: 'short', timeZone }).format(new Date(instant));
}

function element(tag, className = '', text = '') {
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
