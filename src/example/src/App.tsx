import { CalendarPage } from './CalendarPage';
import { EventPage } from './EventPage';
import { ListPage } from './ListPage';
import { Live } from './Live';
import { MapPage } from './MapPage';
import { Page } from './parts';
import { Link, useAddress } from './router';

const pages: Record<string, () => React.ReactNode> = { '/': ListPage, '/map': MapPage, '/calendar': CalendarPage };
const NoPage = () => <Page title="There is no such page">Choose a page above.</Page>;

export function App() {
  const { pathname } = useAddress();
  const id = /^\/event\/([^/]+)$/.exec(pathname)?.[1];
  const Shown = pages[pathname] ?? NoPage;
  const link = (href: string, name: string) => <Link href={href} aria-current={href === pathname ? 'page' : undefined}>{name}</Link>;
  return (
    <>
      <header>
        <nav aria-label="Pages">{link('/', 'What’s on')} {link('/map', 'Map')} {link('/calendar', 'Calendar')}</nav>
      </header>
      <main>{id ? <EventPage key={id} id={id} /> : <Shown />}</main>
      <Live />
    </>
  );
}
