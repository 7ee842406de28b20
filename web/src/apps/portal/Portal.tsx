import { LogOut, UserRound } from 'lucide-react';
import { useEffect } from 'react';
import { Link, Route, Router, Switch, useLocation } from 'wouter';
import { logout, useBootstrap, useOnline } from '~/api/index.ts';
import { Avatar, Empty, Toasts, t } from '~/kit/index.ts';
import { CaseList } from './CaseList.tsx';
import { CasePage } from './CasePage.tsx';
import { table } from './cases.ts';
import { Home } from './Home.tsx';
import { NewCase } from './NewCase.tsx';

async function signOut() {
    await logout().catch(() => {});
    location.assign('/login');
}

function Header() {
    const { user, theme } = useBootstrap();
    const [path] = useLocation();
    const here = (prefix: string) => (path.startsWith(prefix) ? 'page' : undefined);
    return (
        <header className="p-head">
            <div className="p-in">
                <Link href="/" className="p-brand">
                    <i aria-hidden="true" />
                    {theme?.name ?? t('Support')}
                </Link>
                <nav aria-label={t('Main')}>
                    <Link href="/cases" aria-current={here('/cases')}>
                        {t('Cases')}
                    </Link>
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
                        {!user.external && (
                            <a href="/">
                                <UserRound size={16} /> {t('Agent workspace')}
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

export function Portal() {
    return (
        <Router base="/csm">
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
