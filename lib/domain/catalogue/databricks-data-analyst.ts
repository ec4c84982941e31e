import { type CatalogueCertification, COMMON_BLUEPRINT, DATABRICKS, ENGLISH_ONLY } from './certification';

/** Databricks Certified Data Analyst Associate. Domain names as the source writes them. */
export const DATA_ANALYST_ASSOCIATE: CatalogueCertification = {
  ...DATABRICKS,
  slug: 'databricks-data-analyst-associate',
  name: 'Databricks Certified Data Analyst Associate',
  blueprints: [
    {
      ...COMMON_BLUEPRINT,
      slug: '2025-10',
      label: 'Guide of October 2025',
      standing: 'current',
      guideDate: '2025-10-01',
      guideDatePrecision: 'month',
      scoredQuestionCount: 45,
      durationMinutes: 90,
      languages: ENGLISH_ONLY,
      domains: [
        { domainId: 'sql-and-warehouses', name: 'SQL & Warehouses', weightPercent: 20 },
        { domainId: 'dashboards', name: 'Dashboards', weightPercent: 16 },
        { domainId: 'analyzing-queries', name: 'Analyzing Queries', weightPercent: 15 },
        { domainId: 'genie', name: 'Genie', weightPercent: 12 },
        { domainId: 'platform', name: 'Platform', weightPercent: 11 },
        { domainId: 'managing', name: 'Managing', weightPercent: 8 },
        { domainId: 'securing', name: 'Securing', weightPercent: 8 },
        { domainId: 'importing', name: 'Importing', weightPercent: 5 },
        { domainId: 'modeling', name: 'Modeling', weightPercent: 5 },
      ],
    },
  ],
};
