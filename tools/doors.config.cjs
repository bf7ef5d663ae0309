/** The doors between the rooms (docs/architecture.md): who may import whom. Kept by dependency-cruiser. */
const tests = '\\.test\\.ts$|\\.contract\\.ts$'

/** Code in `from` imports nothing but what matches one of `may`; test files are free. */
const door = (name, from, may, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: tests },
  to: { pathNot: may },
})
const npm = '^node_modules/'
const node =
  '^(node:)?(assert|async_hooks|buffer|crypto|events|fs|http|https|net|os|path|process|sqlite|stream|timers|tls|url|util|v8|worker_threads|zlib)(/|$)'
const types = '^node_modules/@types/'

module.exports = {
  forbidden: [
    door(
      'domain-is-pure',
      '^src/domain/',
      ['^src/domain/'],
      'The domain imports nothing outside itself: no I/O, no npm.',
    ),
    door('ports-are-types', '^src/ports/', ['^src/ports/', '^src/domain/'], 'Ports know the domain’s words only.'),
    door(
      'desk-needs-ports-only',
      '^src/desk/',
      ['^src/(desk|domain|ports)/'],
      'The desk reaches the outside through ports.',
    ),
    door(
      'reports-are-plain-tables',
      '^src/reports/',
      ['^src/(reports|domain|ports)/', '^src/wire/(charts|csv|time|xlsx)/'],
      'Reports read the store and the domain, whoever shows or sends them.',
    ),
    door(
      'wire-has-no-product-words',
      '^src/wire/',
      ['^src/wire/', npm, node, types],
      'Protocol libraries know no room of ours.',
    ),
    door(
      'jobs-follow-commits',
      '^src/jobs/',
      ['^src/(jobs|desk|domain|ports|reports)/'],
      'A job knows the desk and reaches the outside through ports.',
    ),
    door(
      'dialects-translate',
      '^src/dialects/([^/]+)/',
      ['^src/dialects/$1/', '^src/(desk|domain|ports|wire|reports)/', npm, node, types],
      'A dialect knows the desk, never another dialect, an adapter or the configuration.',
    ),
    door(
      'adapters-know-one-thing',
      '^src/adapters/([^/]+)/',
      ['^src/adapters/$1/', '^src/(domain|ports|wire)/', npm, node, types],
      'An adapter knows ports and one outside thing, never another adapter.',
    ),
    door(
      'pages-serve-only',
      '^src/pages/',
      ['^src/(pages|desk|wire)/', npm, node, types],
      'Pages serve what was built.',
    ),
    door('config-reads-strings', '^src/config/', ['^src/config/', node], 'Configuration is made from strings.'),
    {
      name: 'web-takes-types-only',
      comment: 'A page may use the shapes of the house API, never its code.',
      severity: 'error',
      from: { path: '^web/', pathNot: tests },
      to: { path: '^src/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'web-knows-one-face',
      comment: 'Pages speak the house API and nothing else.',
      severity: 'error',
      from: { path: '^web/', pathNot: tests },
      to: { path: '^src/(?!dialects/house/)' },
    },
    {
      name: 'web-rooms-apart',
      comment: 'Widget, console and demo share the kit, and nothing with each other; the kit knows none of them.',
      severity: 'error',
      from: { path: '^web/([^/]+)/', pathNot: tests },
      to: { path: '^web/', pathNot: ['^web/$1/', '^web/kit/'] },
    },
    { name: 'no-cycles', comment: 'Type-only cycles included.', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'resolvable',
      comment: 'Every import is found.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.(css|svg|json|html)$' },
    builtInModules: { add: ['node:sqlite', 'sqlite'] },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
}
