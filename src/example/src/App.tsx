import { useEffect, useRef } from 'react';
import { CalendarPage } from './CalendarPage';
import { EventPage } from './EventPage';
import { ListPage } from './ListPage';
import { Live } from './Live';
import { MapPage } from './MapPage';
import { Page } from './parts';
import { Link, useAddress } from './router';

const pages: Record<string, () => React.ReactNode> = { '/': ListPage, '/map': MapPage, '/calendar': CalendarPage };
const links = { '/': 'List', '/map': 'Map', '/calendar': 'Calendar' };

export function App() {
  const { pathname } = useAddress();
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current !== pathname) document.querySelector('h1')?.focus({ preventScroll: true });
    shown.current = pathname;
  }, [pathname]);
  const id = /^\/event\/([^/]+)$/.exec(pathname)?.[1];
  const Shown = pages[pathname] ?? (() => <Page title="There is no such page">Choose a page above.</Page>);
  return (
    <>
      <header>
        <Link href="/">What’s on</Link>
        <nav aria-label="Pages">
          {Object.entries(links).map(([href, name]) => (
            <Link key={href} href={href} aria-current={href === pathname ? 'page' : undefined}>{name}</Link>
          ))}
        </nav>
      </header>
      <main>{id ? <EventPage key={id} id={id} /> : <Shown />}</main>
      <Live />
    </>
  );
}
