import type { CatalogueBlueprint, CatalogueCertification } from './certification';
import { DATA_ANALYST_ASSOCIATE } from './databricks-data-analyst';
import { DATA_ENGINEER_ASSOCIATE, DATA_ENGINEER_PROFESSIONAL } from './databricks-data-engineer';
import { GENERATIVE_AI_ENGINEER_ASSOCIATE } from './databricks-generative-ai';
import { MACHINE_LEARNING_ASSOCIATE, MACHINE_LEARNING_PROFESSIONAL } from './databricks-machine-learning';

/** Every certification that ships with the product. */
export const CATALOGUE: readonly CatalogueCertification[] = [
  DATA_ENGINEER_PROFESSIONAL,
  DATA_ENGINEER_ASSOCIATE,
  DATA_ANALYST_ASSOCIATE,
  MACHINE_LEARNING_ASSOCIATE,
  MACHINE_LEARNING_PROFESSIONAL,
  GENERATIVE_AI_ENGINEER_ASSOCIATE,
];

export function findCertification(slug: string): CatalogueCertification | null {
  return CATALOGUE.find((certification) => certification.slug === slug) ?? null;
}

/** The blueprint to start from: the current one, never an unconfirmed newer one. */
export function currentBlueprint(certification: CatalogueCertification): CatalogueBlueprint | null {
  return certification.blueprints.find((blueprint) => blueprint.standing === 'current') ?? null;
}
