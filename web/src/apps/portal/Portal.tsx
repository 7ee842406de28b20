import { LayoutDashboard, LogOut, UserRound } from 'lucide-react';
import { useEffect } from 'react';
import { Link, Route, Router, Switch, useLocation } from 'wouter';
import { logout, useBootstrap, useCatchUp, useOnline, useSending } from '~/api/index.ts';
import { Avatar, Empty, Toasts, t } from '~/kit/index.ts';
import { Browse } from './Browse.tsx';
import { CaseList } from './CaseList.tsx';
import { CasePage } from './CasePage.tsx';
import { table } from './cases.ts';
import { Home } from './Home.tsx';
import { NewCase } from './NewCase.tsx';
import { Profile } from './Profile.tsx';
import { usePages } from './pages.ts';
import { Show } from './Show.tsx';

async function signOut() {
    await logout().catch(() => {});
    location.assign('/login');
}

function Header() {
    const { user, theme, portal, apps } = useBootstrap();
    const pages = usePages();
    const [path] = useLocation();
    const here = (prefix: string) => (path.startsWith(prefix) ? 'page' : undefined);
    return (
        <header className="p-head">
            <div className="p-in">
                <Link href="/" className="p-brand">
                    <i aria-hidden="true" />
                    {theme?.name ?? portal?.title ?? t('Support')}
                </Link>
                <nav aria-label={t('Main')}>
                    <Link href="/cases" aria-current={here('/cases')}>
                        {t('Cases')}
                    </Link>
                    {pages.map((page) => (
                        <Link key={page.id} href={page.path} aria-current={here(page.path)}>
                            {page.label}
                        </Link>
                    ))}
                    <Link href="/new" aria-current={here('/new')}>
                        {t('Create a case')}
                    </Link>
                </nav>
                <details className="p-user">
                    <summary aria-label={t('Your account: {name}', { name: user.name })}>
                        <Avatar name={user.name} photo={user.photo} size={36} />
                    </summary>
                    <div className="p-menu">
                        <b>{user.name}</b>
                        <small>{user.email}</small>
                        <Link href="/profile">
                            <UserRound size={16} /> {t('Your profile')}
                        </Link>
                        {apps.workspace && (
                            <a href="/now/cwf/agent/home">
                                <LayoutDashboard size={16} /> {t('Agent workspace')}
                            </a>
                        )}
                        <button type="button" onClick={() => void signOut()}>
                            <LogOut size={16} /> {t('Sign out')}
                        </button>
                    </div>
                </details>
            </div>
        </header>
    );
}

function Offline() {
    const { online } = useOnline();
    if (online) return null;
    return (
        <div className="p-offline" role="status">
            {t('No connection. You can read what is open; new messages come when it is back.')}
        </div>
    );
}

/** Links of mails and of the former portal: /csm?id=csm_ticket&table=…&sys_id=… */
function OldLinks() {
    const [, go] = useLocation();
    useEffect(() => {
        const asked = new URLSearchParams(location.search);
        const id = asked.get('sys_id');
        if (id && (asked.get('table') ?? table) === table) go(`/cases/${id}`, { replace: true });
        else if (asked.get('id')) go('/cases', { replace: true });
    }, [go]);
    return null;
}

/** Both portals are this application: /csm and /csp. */
const base = () => /^\/\w+/.exec(location.pathname)?.[0] ?? '/csm';

/** Nothing is missed and nothing is lost when the connection breaks. */
function Steady() {
    useCatchUp();
    useSending();
    return null;
}

export function Portal() {
    return (
        <Router base={base()}>
            <Steady />
            <OldLinks />
            <Header />
            <Offline />
            <main>
                <Switch>
                    <Route path="/" component={Home} />
                    <Route path="/cases" component={CaseList} />
                    <Route path="/new" component={NewCase} />
                    <Route path="/cases/:sysId">
                        {({ sysId }) => <CasePage key={sysId} sysId={sysId} />}
                    </Route>
                    <Route path="/browse/:id">{({ id }) => <Browse key={id} id={id} />}</Route>
                    <Route path="/show/:table/:sysId">
                        {({ table: name, sysId }) => (
                            <Show key={sysId} table={name} sysId={sysId} />
                        )}
                    </Route>
                    <Route path="/profile" component={Profile} />
                    <Route>
                        <div className="p-wrap">
                            <Empty title={t('There is no such page.')} />
                        </div>
                    </Route>
                </Switch>
            </main>
            <Toasts />
        </Router>
    );
}
