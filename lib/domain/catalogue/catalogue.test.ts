import { describe, expect, it } from 'vitest';
import { allocateItems } from '../blueprint/allocate-items';
import { checkWeights } from '../blueprint/domain-weight';
import { CATALOGUE, currentBlueprint, findCertification } from './catalogue';
import { cutText, provenanceNotes } from './provenance-text';

const blueprints = CATALOGUE.flatMap((certification) =>
  certification.blueprints.map((blueprint) => ({
    title: `${certification.name}, ${blueprint.label}`,
    certification,
    blueprint,
  })),
);

describe('the catalogue', () => {
  it('holds six certifications with nine dated blueprints under unique slugs', () => {
    expect(CATALOGUE).toHaveLength(6);
    expect(blueprints).toHaveLength(9);
    expect(new Set(CATALOGUE.map((certification) => certification.slug)).size).toBe(6);
    expect(new Set(blueprints.map((row) => `${row.certification.slug}/${row.blueprint.slug}`)).size).toBe(9);
  });

  it.each(blueprints)('$title has weights that add up to what it declares', ({ blueprint }) => {
    expect(checkWeights(blueprint.domains).sumPercent).toBe(blueprint.weightSumPercent);
    expect(checkWeights(blueprint.domains).state).not.toBe('wrong');
  });

  it.each(blueprints)('$title carries its source and date and asks to be verified', ({ blueprint }) => {
    expect(blueprint.source.length).toBeGreaterThan(20);
    expect(blueprint.asOf).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(blueprint.guideDate === null).toBe(blueprint.guideDatePrecision === 'unknown');
    expect(blueprint).toMatchObject({ cutPercent: 70, cutSource: 'assumed', verify: true });
    expect(provenanceNotes(blueprint).join(' ')).toContain('verify before relying on it');
  });

  it.each(blueprints)('$title gives every domain at least one question of a full form', ({ blueprint }) => {
    const allocation = allocateItems(blueprint.domains, blueprint.scoredQuestionCount);
    expect(allocation.ok && allocation.value.perDomain.every((domain) => domain.itemCount > 0)).toBe(true);
  });

  it.each(CATALOGUE)(
    '$name has exactly one current blueprint and is valid for two years',
    (certification) => {
      expect(certification.blueprints.filter((blueprint) => blueprint.standing === 'current')).toHaveLength(
        1,
      );
      expect(certification.validityMonths).toBe(24);
    },
  );

  it('starts the associate exam from the confirmed guide, not from the newer unconfirmed one', () => {
    const associate = findCertification('databricks-data-engineer-associate');
    expect(associate && currentBlueprint(associate)?.slug).toBe('2025-07-25');
    expect(associate?.blueprints[0]).toMatchObject({ standing: 'unconfirmed', weightSumPercent: 99 });
  });

  it('has the ten domains of Data Engineer Professional with their published names', () => {
    const professional = findCertification('databricks-data-engineer-professional');
    const blueprint = professional && currentBlueprint(professional);
    expect(blueprint).toMatchObject({
      scoredQuestionCount: 59,
      durationMinutes: 120,
      guideDate: '2025-11-30',
    });
    expect(blueprint?.domains.map((domain) => [domain.name, domain.weightPercent])).toEqual([
      ['Developing Code for Data Processing', 22],
      ['Cost & Performance Optimization', 13],
      ['Transformation, Cleansing & Quality', 10],
      ['Monitoring & Alerting', 10],
      ['Security & Compliance', 10],
      ['Debugging & Deploying', 10],
      ['Ingestion & Acquisition', 7],
      ['Governance', 7],
      ['Modelling', 6],
      ['Sharing & Federation', 5],
    ]);
  });

  it('finds nothing under an unknown slug', () => {
    expect(findCertification('unknown')).toBeNull();
  });

  it('says that the cut is an assumption', () => {
    expect(cutText({ cutPercent: 70, cutSource: 'assumed' })).toBe(
      '70\u00a0%, assumed. The vendor publishes no pass mark.',
    );
  });
});
