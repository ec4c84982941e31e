/**
 * What the items of the two posts are about, and which domain of each blueprint a topic counts for. A post names no domains:
 * this is one careful reading of several possible ones, and an administrator can change it.
 */
export interface DemoTopic {
  readonly name: string;
  /** Domain of the Data Engineer Professional guide of 30 November 2025. */
  readonly professional: string;
  /** Domain of the Data Engineer Associate guide of 25 July 2025. */
  readonly associate: string;
  /** Numbers of the items in the posts: 21 to 40 in Scenario S2, 101 to 140 in the field notes. */
  readonly items: readonly number[];
}

const topic = (name: string, professional: string, associate: string, ...items: number[]): DemoTopic => ({
  name,
  professional,
  associate,
  items,
});

const CODE = 'Developing Code for Data Processing';
const COST = 'Cost & Performance Optimization';
const QUALITY = 'Transformation, Cleansing & Quality';
const MONITORING = 'Monitoring & Alerting';
const SECURITY = 'Security & Compliance';
const DEPLOYING = 'Debugging & Deploying';
const DEVELOPMENT = 'Development & Ingestion';
const PROCESSING = 'Processing & Transformations';
const PRODUCTION = 'Productionizing';
const GOVERNED = 'Governance & Quality';

export const DEMO_TOPICS: readonly DemoTopic[] = [
  topic('Ingestion and schema changes', 'Ingestion & Acquisition', DEVELOPMENT, ...[21, 101, 102, 103]),
  topic('Streaming and event time', CODE, PROCESSING, ...[23, 31, 33, 104, 105, 106]),
  topic('Idempotent writes and change data', CODE, PROCESSING, ...[32, 107, 121, 122, 123]),
  topic('Spark code and tests', CODE, DEVELOPMENT, ...[124, 125]),
  topic('Quality rules', QUALITY, GOVERNED, ...[25, 108, 109, 110]),
  topic('Cleansing and deduplication', QUALITY, PROCESSING, 138),
  topic('Reliability and alerts', MONITORING, PRODUCTION, ...[22, 114, 139]),
  topic('Usage and query profiles', MONITORING, PRODUCTION, ...[115, 116]),
  topic('Row filters and column masks', SECURITY, GOVERNED, ...[117, 118]),
  topic('Identities and personal data', SECURITY, GOVERNED, ...[119, 120]),
  topic('Lineage, ownership and audit', 'Governance', GOVERNED, ...[24, 36, 111, 112, 113]),
  topic('Versions and point-in-time data', 'Modelling', PROCESSING, ...[26, 28, 34, 35]),
  topic('Dimensional models and keys', 'Modelling', PROCESSING, ...[134, 135]),
  topic('Compute, caching and cost', COST, 'Platform', ...[27, 30, 39, 126]),
  topic('File layout and retention', COST, PROCESSING, ...[37, 38, 131, 140]),
  topic('Query tuning', COST, PROCESSING, ...[132, 133]),
  topic('Isolation and deployment', DEPLOYING, PRODUCTION, ...[40, 127, 130]),
  topic('Failures and repairs', DEPLOYING, PRODUCTION, ...[128, 129]),
  topic('Sharing and federation', 'Sharing & Federation', GOVERNED, ...[29, 136, 137]),
];
