import {
    BookOpen,
    Calendar,
    ChartColumn,
    House,
    Inbox,
    List,
    type LucideIcon,
    Mail,
    Megaphone,
    Search,
    Users,
} from 'lucide-react';

const icons: Record<string, LucideIcon> = {
    home: House,
    inbox: Inbox,
    list: List,
    mail: Mail,
    chart: ChartColumn,
    book: BookOpen,
    calendar: Calendar,
    megaphone: Megaphone,
    users: Users,
    search: Search,
};

export const iconOf = (name: string | undefined): LucideIcon => icons[name ?? ''] ?? List;
