/** The layer graph as rules. One rule per law; the comment is the reason. There is no list of exceptions. */
const no = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

module.exports = {
  forbidden: [
    no('no-cycles', 'Two modules that need each other are one module.', {}, { circular: true }),
    no(
      'domain-is-pure',
      'The rules that a psychometrician could review depend on nothing: no package, no node, no other layer.',
      { path: '^lib/domain/', pathNot: '\\.test\\.ts$' },
      { pathNot: '^lib/domain/' },
    ),
    no(
      'infra-knows-no-feature',
      'Adapters serve every feature, so they can depend on none.',
      { path: '^lib/infra/' },
      { path: '^(app|components|lib/features|lib/ui)/' },
    ),
    no(
      'words-are-a-leaf',
      'Sentences are chosen where an answer leaves the server; what they are about stays a code until then.',
      { path: '^lib/words/', pathNot: '\\.test\\.ts$' },
      { pathNot: '^lib/(words|domain|ui)/' },
    ),
    no(
      'codes-below-the-screens',
      'Rules and features give codes with facts; the border and the screens have the words.',
      { path: '^lib/(domain|features|infra/(?!http/))' },
      { path: '^lib/words/' },
    ),
    no(
      'features-know-no-screen',
      'What the product does is the same whoever shows it.',
      { path: '^lib/features/' },
      { path: '^(app|components)/' },
    ),
    no(
      'features-meet-at-their-surface',
      "A feature uses another one's contract, data and commands; its mappers, loaders and actions are its own.",
      { path: '^lib/features/([^/]+)/' },
      { path: '^lib/features/', pathNot: '^lib/features/($1/|[^/]+/(contract|data|commands)\\.ts$)' },
    ),
    no(
      'one-door-to-the-database',
      'Only data, commands and mappers see Prisma; everything else gets views.',
      {
        pathNot:
          '^lib/(infra/|generated/|features/[^/]+/(data|commands|mappers)\\.ts$)|^(scripts|prisma|tests|e2e)/',
      },
      { path: '^lib/(generated/|infra/db/)|^node_modules/(@prisma|pg)/' },
    ),
    no(
      'client-safe-ui-library',
      'lib/ui runs in the browser.',
      { path: '^lib/ui/', pathNot: '\\.test\\.ts$' },
      { path: '^(app|components|lib/(infra|features))/' },
    ),
    no(
      'components-see-contracts',
      'A component gets views and calls actions; it never reads or writes by itself.',
      { path: '^components/', pathNot: '\\.test\\.tsx?$' },
      { path: '^(app/|lib/infra/|lib/features/[^/]+/(?!contract\\.ts|actions\\.ts|queries\\.ts))' },
    ),
    no(
      'ui-kit-is-product-agnostic',
      'components/ui could ship in another product.',
      { path: '^components/ui/' },
      { path: '^(app|components/(?!ui/)|lib/(?!ui/))' },
    ),
    no(
      'app-is-routing-only',
      'Pages put loaders and components together; they neither query nor command.',
      { path: '^app/', pathNot: '^app/api/' },
      {
        path: '^(lib/features/[^/]+/(data|commands|mappers)\\.ts$|lib/infra/(?!auth/(require-scope|session)\\.ts$|env\\.ts$))',
      },
    ),
    no(
      'shipped-code-imports-no-test',
      'What is tested must not depend on what tests it.',
      { path: '^(app|components|lib)/', pathNot: '\\.test\\.tsx?$' },
      { path: '^(tests|e2e|scripts|prisma)/|\\.test\\.tsx?$|^node_modules/(vitest|fast-check|@playwright)/' },
    ),
  ],
  options: {
    doNotFollow: { path: ['node_modules', 'lib/generated'] },
    exclude: { path: '^\\.(next|cutscore)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
