// Reads the iCalendar and GeoJSON of a server with ical.js and check-geojson, and compares the times with those of GraphQL.
import assert from 'node:assert/strict';
import ICAL from 'ical.js';
import { check } from '@placemarkio/check-geojson';

const base = new URL('/', process.argv[2]);
const text = async (path) => {
  const response = await fetch(new URL(path, base));
  assert.equal(response.status, 200, path);
  return response.text();
};

const events = (await text('/events.ndjson')).trim().split('\n').map((line) => JSON.parse(line));
assert.ok(events.length > 0);
const byUid = new Map(events.map((event) => [event.id.slice('evt_'.length), event]));

const calendar = new ICAL.Component(ICAL.parse(await text('/events.ics')));
for (const zone of calendar.getAllSubcomponents('vtimezone')) {
  ICAL.TimezoneService.register(zone);
}
const components = calendar.getAllSubcomponents('vevent');
assert.equal(components.length, events.length);
for (const component of components) {
  const { uid, summary, startDate, sequence } = new ICAL.Event(component);
  const event = byUid.get(uid);
  assert.ok(event, uid);
  byUid.delete(uid);
  assert.equal(summary, event.name.replaceAll(/\r\n?/g, '\n').replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f]/g, ''));
  assert.equal(sequence, event.calendarSequence);
  if (event.start.precision === 'DAY') {
    assert.equal(startDate.toString(), event.start.date);
  } else {
    assert.equal(startDate.toUnixTime() * 1000, Date.parse(event.start.instant), `${uid} ${event.start.timeZone}`);
  }
}

const collection = check(await text('/events.geojson'));
assert.equal(collection.features.length, events.length);
console.log(`${events.length} events`);
