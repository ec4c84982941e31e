import { type CatalogueCertification, COMMON_BLUEPRINT, DATABRICKS, FOUR_LANGUAGES } from './certification';

/** Databricks Certified Generative AI Engineer Associate. Domain names as the source writes them. */
export const GENERATIVE_AI_ENGINEER_ASSOCIATE: CatalogueCertification = {
  ...DATABRICKS,
  slug: 'databricks-generative-ai-engineer-associate',
  name: 'Databricks Certified Generative AI Engineer Associate',
  blueprints: [
    {
      ...COMMON_BLUEPRINT,
      slug: '2026-03',
      label: 'Guide of March 2026',
      standing: 'current',
      guideDate: '2026-03-01',
      guideDatePrecision: 'month',
      scoredQuestionCount: 45,
      durationMinutes: 90,
      languages: FOUR_LANGUAGES,
      domains: [
        { domainId: 'app-development', name: 'App Development', weightPercent: 30 },
        { domainId: 'assembling-and-deploying', name: 'Assembling & Deploying', weightPercent: 22 },
        { domainId: 'design', name: 'Design', weightPercent: 14 },
        { domainId: 'data-prep', name: 'Data Prep', weightPercent: 14 },
        { domainId: 'evaluation-and-monitoring', name: 'Evaluation & Monitoring', weightPercent: 12 },
        { domainId: 'governance', name: 'Governance', weightPercent: 8 },
      ],
    },
  ],
};
