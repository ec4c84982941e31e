import {
  type CatalogueCertification,
  COMMON_BLUEPRINT,
  DATABRICKS,
  ENGLISH_ONLY,
  FOUR_LANGUAGES,
} from './certification';

/** Databricks Certified Machine Learning Associate. Domain names as the source writes them. */
export const MACHINE_LEARNING_ASSOCIATE: CatalogueCertification = {
  ...DATABRICKS,
  slug: 'databricks-machine-learning-associate',
  name: 'Databricks Certified Machine Learning Associate',
  blueprints: [
    {
      ...COMMON_BLUEPRINT,
      slug: '2025-03-01',
      label: 'Guide of 1 March 2025',
      standing: 'current',
      guideDate: '2025-03-01',
      guideDatePrecision: 'day',
      scoredQuestionCount: 48,
      durationMinutes: 90,
      languages: FOUR_LANGUAGES,
      domains: [
        { domainId: 'databricks-ml', name: 'Databricks ML', weightPercent: 38 },
        { domainId: 'model-development', name: 'Model Development', weightPercent: 31 },
        { domainId: 'ml-workflows', name: 'ML Workflows', weightPercent: 19 },
        { domainId: 'deployment', name: 'Deployment', weightPercent: 12 },
      ],
    },
  ],
};

/** Databricks Certified Machine Learning Professional. Domain names as the source writes them. */
export const MACHINE_LEARNING_PROFESSIONAL: CatalogueCertification = {
  ...DATABRICKS,
  slug: 'databricks-machine-learning-professional',
  name: 'Databricks Certified Machine Learning Professional',
  blueprints: [
    {
      ...COMMON_BLUEPRINT,
      slug: '2025-09',
      label: 'Guide of September 2025',
      standing: 'current',
      guideDate: '2025-09-01',
      guideDatePrecision: 'month',
      scoredQuestionCount: 59,
      durationMinutes: 120,
      languages: ENGLISH_ONLY,
      domains: [
        { domainId: 'model-development', name: 'Model Development', weightPercent: 44 },
        { domainId: 'ml-ops', name: 'ML Ops', weightPercent: 44 },
        { domainId: 'deployment', name: 'Deployment', weightPercent: 12 },
      ],
    },
  ],
};
