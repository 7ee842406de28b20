import { Link } from 'wouter';
import { Loading, Pill, Skeleton, since } from '~/kit/index.ts';
import type { Case } from './cases.ts';

/** Cases as lines: subject, progress, number and what it is about. */
export function CaseRows({ cases, account }: { cases: Case[]; account?: boolean }) {
    return (
        <ul className="p-rows">
            {cases.map((one) => {
                const about = [one.number, one.product, account && one.account].filter(Boolean);
                return (
                    <li key={one.sys_id}>
                        <Link href={`/cases/${one.sys_id}`}>
                            <b dir="auto">{one.subject}</b>
                            <Pill tone={one.progress.tone}>{one.progress.text}</Pill>
                            <span className="p-meta">{about.join(', ')}</span>
                            <span className="p-meta p-end">{since(one.updated)}</span>
                        </Link>
                    </li>
                );
            })}
        </ul>
    );
}

export const RowsLoading = ({ retry }: { retry?: () => void }) => (
    <Loading {...(retry && { retry })}>
        <ul className="p-rows">
            {[70, 55, 62].map((width) => (
                <li key={width}>
                    <div className="p-skel">
                        <Skeleton width={`${width}%`} />
                        <Skeleton width="30%" height={11} />
                    </div>
                </li>
            ))}
        </ul>
    </Loading>
);
