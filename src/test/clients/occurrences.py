"""Reads the iCalendar of a server with icalendar and recurring-ical-events, and compares the occurrences with those of GraphQL.

Each time zone is also compared with the time zone database, by the offsets that its VTIMEZONE gives.
"""

import json
import random
import sys
import urllib.request
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events

FROM, TO = date(2025, 12, 1), date(2026, 9, 1)

QUERY = """
query Expected($during: PeriodInput!) { events(first: 100) { nodes { id status occurrences(filter: { during: $during }, first: 100) {
  nodes { start { instant date precision } end { instant date precision } status } } } } }
"""


def graphql(url):
    body = {"query": QUERY, "variables": {"during": {"from": f"{FROM}T00:00:00Z", "to": f"{TO}T00:00:00Z"}}}
    request = urllib.request.Request(url, json.dumps(body).encode(), {"Content-Type": "application/json"})
    response = json.load(urllib.request.urlopen(request))
    assert "errors" not in response, response
    return response["data"]["events"]["nodes"]


def utc(value):
    return value.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ") if isinstance(value, datetime) else str(value)


def expected(event):
    """The occurrences by GraphQL, as start, end and whether they are cancelled; of days, the end is exclusive."""
    found = set()
    for occurrence in event["occurrences"]["nodes"]:
        start, end = occurrence["start"], occurrence["end"]
        is_day = start["precision"] == "DAY"
        if is_day:
            last = end["date"] if end else start["date"]
            times = start["date"], str(date.fromisoformat(last) + timedelta(days=1))
        else:
            times = seconds(start["instant"]), seconds((end or start)["instant"])
        found.add((*times, "CANCELLED" in (event["status"], occurrence["status"])))
    return found


def seconds(instant):
    return instant[:19] + "Z"


def check_zones(calendar):
    """VTIMEZONE is complete: its offsets are those of the time zone database."""
    zones = calendar.walk("VTIMEZONE")
    for component in zones:
        own, known = component.to_tz(), ZoneInfo(str(component["TZID"]))
        for _ in range(50):
            day = datetime(2000, 1, 1) + timedelta(hours=random.randrange(24 * 365 * 36))
            if known.utcoffset(day) == known.utcoffset(day.replace(fold=1)):
                offset = own.localize(day).utcoffset() if hasattr(own, "localize") else own.utcoffset(day)
                assert offset == known.utcoffset(day), f"{known} at {day}: {offset} instead of {known.utcoffset(day)}"
    return len(zones)


def lines(calendar, uid):
    """When the event takes place, by its components."""
    wanted = ("BEGIN", "DTSTART", "DTEND", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "STATUS")
    components = (component for component in calendar.walk("VEVENT") if component["UID"] == uid)
    return "\n".join(line for component in components for line in component.to_ical().decode().splitlines()
                     if line.startswith(wanted))


def main(url):
    events = graphql(url)
    with urllib.request.urlopen(url.replace("/graphql", "/events.ics?first=1000")) as response:
        calendar = icalendar.Calendar.from_ical(response.read())
    found = {event["id"][len("evt_"):]: set() for event in events}
    occurrences = recurring_ical_events.of(calendar).between(FROM, TO)
    for component in occurrences:
        start = component["DTSTART"].dt
        end = component["DTEND"].dt if "DTEND" in component else start
        if not isinstance(start, datetime) and end == start:
            end = start + timedelta(days=1)
        found[str(component["UID"])].add((utc(start), utc(end), str(component.get("STATUS")) == "CANCELLED"))
    count = left_out = 0
    for event in events:
        wanted = expected(event)
        days = [occurrence["start"]["date"] for occurrence in event["occurrences"]["nodes"]]
        if len(set(days)) < len(days):
            # recurring-ical-events 2.0 knows one occurrence a day of an event with changes.
            left_out += 1
            continue
        actual = found[event["id"][len("evt_"):]]
        assert actual == wanted, (f"{event['id']}: only in the calendar {sorted(actual - wanted)}, missing {sorted(wanted - actual)}\n"
                                  + lines(calendar, event["id"][len("evt_"):]))
        count += len(wanted)
    zones = check_zones(calendar)
    print(f"icalendar {icalendar.__version__}, recurring-ical-events: {len(events) - left_out} events, "
          f"{count} occurrences, {zones} time zones, 0 differences; {left_out} with two occurrences on a day left out")
    assert left_out < len(events) / 4


main(sys.argv[1])
