import type { Role } from '@/lib/domain/access/role';
