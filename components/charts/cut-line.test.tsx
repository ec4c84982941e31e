import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { BandCell } from './band-cell';
import { CutLine } from './cut-line';

const plain = (markup: string) => markup.replace(/[\u00a0\u202f]/g, ' ');
const draw = (props: Partial<Parameters<typeof CutLine>[0]>) =>
  plain(
    renderToStaticMarkup(
      <CutLine label="Governance" estimate={61} interval={[46, 75]} cut={70} n={18} {...props} />,
    ),
  );

describe('CutLine', () => {
  it('says in words what it draws', () => {
    expect(draw({})).toContain(
      'aria-label="Governance: 61 %, 46 to 75, below the cut of 70, from 18 answers"',
    );
  });

  it('cuts an interval that spans the cut into its two sides', () => {
    const markup = draw({});
    expect(markup).toMatch(/x="46%" width="24%"[^>]*fill-below-tint/);
    expect(markup).toMatch(/x="70%" width="5%"[^>]*fill-accent-tint/);
  });

  it('draws no orange for what lies wholly above', () => {
    expect(draw({ estimate: 90, interval: [84, 95] })).not.toContain('below-tint');
  });

  it('places points on their own scale', () => {
    expect(draw({ unit: 'points', domain: [0, 40], estimate: 10, interval: null, cut: 20 })).toContain(
      'cx="25%"',
    );
  });

  it('shows a hatch and a dash without evidence, in every size, and no dot at zero', () => {
    for (const size of ['wide', 'row', 'cell'] as const) {
      const markup = draw({ size, estimate: null, interval: null, n: 0 });
      expect(markup).toContain('hatch');
      expect(markup).toContain('–');
      expect(markup).not.toContain('<circle');
    }
  });

  it('keeps an estimate outside its scale inside the picture', () => {
    expect(draw({ estimate: 104, interval: [98, 110] })).toContain('cx="100%"');
  });
});

describe('BandCell', () => {
  const cell = (percent: number | null, n: number) =>
    plain(renderToStaticMarkup(<BandCell label="Ada, Governance" percent={percent} n={n} cut={70} />));

  it('shows the number, the band and the evidence', () => {
    expect(cell(41, 22)).toContain('41 %, far below the cut, 22 answers');
    expect(cell(41, 22)).toContain('bg-band-far-below');
  });

  it('gives too few answers no colour', () => {
    expect(cell(41, 4)).not.toContain('bg-band');
    expect(cell(41, 4)).toContain('too few answers to judge');
  });

  it('tells no data from a zero', () => {
    expect(cell(null, 0)).toContain('no data');
    expect(cell(0, 12)).toContain('0 %, far below the cut');
  });
});
