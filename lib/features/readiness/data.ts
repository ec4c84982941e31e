import 'server-only';
import { queryAsHr } from '@/lib/infra/db/hr';
import type { TenantScope } from '@/lib/infra/tenant-scope';
import type { CertificationReadiness, ReadinessFilter, ReadinessPage } from './contract';
import {
  type BlueprintRow,
  type CohortRow,
  type EvidenceRow,
  toCertificationReadiness,
  toReadinessPage,
} from './mappers';

/*
 * Everything here is read as app_hr. That role has no privilege on items, keys, attempts or answers, so no mistake in this
 * file can show one: the least that HR needs is also the most that it can get.
 */

const BLUEPRINT_COLUMNS = `certification_id, certification_name, blueprint_version_id, label, question_count, minutes,
  cut_percent::float8, cut_source, as_of`;

/**
 * `$1` narrows to one certification, unless it is null; `found` says whom the words `$2` find. Everybody is read, because the counts
 * by state are of all.
 */
const EVIDENCE = `
  SELECT e.certification_id, e.blueprint_version_id, e.membership_id, e.display_name, e.simulated, e.email, e.external_id, e.left_at,
         public.fold_text(e.display_name || ' ' || e.email) LIKE ALL ((SELECT public.search_patterns($2))::text[]) AS found,
         json_agg(json_build_object('domainId', e.domain_id, 'name', e.domain_name, 'weightPercent', e.weight_percent,
                                    'answered', e.first_count - e.first_omitted, 'omitted', e.first_omitted,
                                    'notReached', e.not_reached, 'correct', e.first_correct, 'lastAt', e.last_first_at)
                  ORDER BY e.domain_position) AS domains
  FROM hr.readiness_evidence e
  WHERE e.organisation_id = (SELECT ctx.org()) AND ($1::uuid IS NULL OR e.certification_id = $1)
  GROUP BY e.certification_id, e.blueprint_version_id, e.membership_id, e.display_name, e.simulated, e.email, e.external_id, e.left_at
  ORDER BY e.display_name, e.membership_id`;

/** Every certification with how many people prepare for it and in which state. Two round trips. */
export async function listCertificationReadiness(
  scope: TenantScope,
  nowMs: number,
): Promise<readonly CertificationReadiness[]> {
  const [blueprints, evidence] = await Promise.all([
    queryAsHr<BlueprintRow>(
      scope,
      `SELECT ${BLUEPRINT_COLUMNS} FROM hr.current_blueprint b WHERE b.organisation_id = (SELECT ctx.org())
       ORDER BY certification_name`,
    ),
    queryAsHr<EvidenceRow>(scope, EVIDENCE, [null, '']),
  ]);
  return toCertificationReadiness(blueprints, evidence, nowMs);
}

/** One certification person by person. Three round trips; null for a certification without a blueprint or that doesn't exist. */
export async function findReadiness(
  scope: TenantScope,
  certificationId: string,
  filter: ReadinessFilter,
  nowMs: number,
): Promise<ReadinessPage | null> {
  const [[blueprint], evidence, cohorts] = await Promise.all([
    queryAsHr<BlueprintRow & { time_zone: string }>(
      scope,
      `SELECT ${BLUEPRINT_COLUMNS}, (SELECT o.time_zone FROM organisation o WHERE o.id = b.organisation_id) AS time_zone
       FROM hr.current_blueprint b
       WHERE b.organisation_id = (SELECT ctx.org()) AND b.certification_id = $1`,
      [certificationId],
    ),
    queryAsHr<EvidenceRow>(scope, EVIDENCE, [certificationId, filter.q ?? '']),
    queryAsHr<CohortRow>(
      scope,
      `SELECT c.id, c.name, c.archived_at IS NOT NULL AS archived, json_agg(p.membership_id) AS members
       FROM cohort c
       JOIN hr.cohort_member p ON p.organisation_id = c.organisation_id AND p.cohort_id = c.id
       WHERE c.organisation_id = (SELECT ctx.org()) AND c.certification_id = $1
       GROUP BY c.id, c.name, c.archived_at ORDER BY archived, c.name`,
      [certificationId],
    ),
  ]);
  return blueprint ? toReadinessPage(blueprint, evidence, cohorts, filter, nowMs) : null;
}
