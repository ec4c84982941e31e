import { type CatalogueCertification, COMMON_BLUEPRINT, DATABRICKS, FOUR_LANGUAGES } from './certification';

/** Databricks Certified Data Engineer Professional. Domain names as the source writes them. */
export const DATA_ENGINEER_PROFESSIONAL: CatalogueCertification = {
  ...DATABRICKS,
  slug: 'databricks-data-engineer-professional',
  name: 'Databricks Certified Data Engineer Professional',
  blueprints: [
    {
      ...COMMON_BLUEPRINT,
      slug: '2025-11-30',
      label: 'Guide of 30 November 2025',
      standing: 'current',
      guideDate: '2025-11-30',
      guideDatePrecision: 'day',
      scoredQuestionCount: 59,
      durationMinutes: 120,
      languages: FOUR_LANGUAGES,
      domains: [
        {
          domainId: 'developing-code-for-data-processing',
          name: 'Developing Code for Data Processing',
          weightPercent: 22,
        },
        {
          domainId: 'cost-and-performance-optimization',
          name: 'Cost & Performance Optimization',
          weightPercent: 13,
        },
        {
          domainId: 'transformation-cleansing-and-quality',
          name: 'Transformation, Cleansing & Quality',
          weightPercent: 10,
        },
        { domainId: 'monitoring-and-alerting', name: 'Monitoring & Alerting', weightPercent: 10 },
        { domainId: 'security-and-compliance', name: 'Security & Compliance', weightPercent: 10 },
        { domainId: 'debugging-and-deploying', name: 'Debugging & Deploying', weightPercent: 10 },
        { domainId: 'ingestion-and-acquisition', name: 'Ingestion & Acquisition', weightPercent: 7 },
        { domainId: 'governance', name: 'Governance', weightPercent: 7 },
        { domainId: 'modelling', name: 'Modelling', weightPercent: 6 },
        { domainId: 'sharing-and-federation', name: 'Sharing & Federation', weightPercent: 5 },
      ],
    },
    {
      ...COMMON_BLUEPRINT,
      slug: '2023',
      label: 'Guide of about 2023',
      standing: 'superseded',
      guideDate: '2023-01-01',
      guideDatePrecision: 'year',
      scoredQuestionCount: 60,
      durationMinutes: 120,
      languages: FOUR_LANGUAGES,
      domains: [
        { domainId: 'tooling', name: 'Tooling', weightPercent: 20 },
        { domainId: 'processing', name: 'Processing', weightPercent: 30 },
        { domainId: 'modeling', name: 'Modeling', weightPercent: 20 },
        { domainId: 'security-and-governance', name: 'Security & Governance', weightPercent: 10 },
        { domainId: 'monitoring', name: 'Monitoring', weightPercent: 10 },
        { domainId: 'testing-and-deployment', name: 'Testing & Deployment', weightPercent: 10 },
      ],
    },
  ],
};

/** Databricks Certified Data Engineer Associate. Domain names as the source writes them. */
export const DATA_ENGINEER_ASSOCIATE: CatalogueCertification = {
  ...DATABRICKS,
  slug: 'databricks-data-engineer-associate',
  name: 'Databricks Certified Data Engineer Associate',
  blueprints: [
    {
      ...COMMON_BLUEPRINT,
      slug: '2026-05',
      label: 'Guide of May 2026 (one third-party source)',
      standing: 'unconfirmed',
      guideDate: '2026-05-01',
      guideDatePrecision: 'month',
      scoredQuestionCount: 45,
      durationMinutes: 90,
      languages: FOUR_LANGUAGES,
      weightSumPercent: 99,
      source:
        'A single third-party study guide; no second source confirms it. The weights are as published and add up to 99 %.',
      domains: [
        { domainId: 'platform', name: 'Platform', weightPercent: 6 },
        { domainId: 'ingestion-and-loading', name: 'Ingestion & Loading', weightPercent: 21 },
        { domainId: 'transformation-and-modeling', name: 'Transformation & Modeling', weightPercent: 21 },
        { domainId: 'lakeflow-jobs', name: 'Lakeflow Jobs', weightPercent: 12 },
        { domainId: 'ci-cd', name: 'CI/CD', weightPercent: 12 },
        {
          domainId: 'troubleshooting-monitoring-and-optimization',
          name: 'Troubleshooting, Monitoring & Optimization',
          weightPercent: 15,
        },
        { domainId: 'governance-and-security', name: 'Governance & Security', weightPercent: 12 },
      ],
    },
    {
      ...COMMON_BLUEPRINT,
      slug: '2025-07-25',
      label: 'Guide of 25 July 2025',
      standing: 'current',
      guideDate: '2025-07-25',
      guideDatePrecision: 'day',
      scoredQuestionCount: 45,
      durationMinutes: 90,
      languages: FOUR_LANGUAGES,
      domains: [
        { domainId: 'platform', name: 'Platform', weightPercent: 10 },
        { domainId: 'development-and-ingestion', name: 'Development & Ingestion', weightPercent: 30 },
        {
          domainId: 'processing-and-transformations',
          name: 'Processing & Transformations',
          weightPercent: 31,
        },
        { domainId: 'productionizing', name: 'Productionizing', weightPercent: 18 },
        { domainId: 'governance-and-quality', name: 'Governance & Quality', weightPercent: 11 },
      ],
    },
    {
      ...COMMON_BLUEPRINT,
      slug: 'legacy',
      label: 'Guide in use until 2025',
      standing: 'superseded',
      guideDate: null,
      guideDatePrecision: 'unknown',
      scoredQuestionCount: 45,
      durationMinutes: 90,
      languages: FOUR_LANGUAGES,
      domains: [
        { domainId: 'lakehouse', name: 'Lakehouse', weightPercent: 24 },
        {
          domainId: 'elt-with-spark-sql-and-python',
          name: 'ELT with Spark SQL and Python',
          weightPercent: 29,
        },
        { domainId: 'incremental', name: 'Incremental', weightPercent: 22 },
        { domainId: 'production-pipelines', name: 'Production pipelines', weightPercent: 16 },
        { domainId: 'governance', name: 'Governance', weightPercent: 9 },
      ],
    },
  ],
};
