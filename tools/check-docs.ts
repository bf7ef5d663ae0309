import { writeConfigurationDoc } from './write-configuration-doc.ts'
import { agentChat, chime, chimeReports, writeCoverage } from './write-coverage.ts'
import { writeOpenApi } from './write-openapi.ts'
import { writeWindowsZones } from './write-windows-zones.ts'

/** Fails when a generated document is not what its source says; `--write` writes them. */
const write = process.argv.includes('--write')
const documents = {
  'docs/configuration.md': writeConfigurationDoc,
  'docs/openapi/house.json': (check: boolean) => writeOpenApi('house', check),
  'docs/openapi/agentchat.json': (check: boolean) => writeOpenApi('agentchat', check),
  'docs/openapi/chime.json': (check: boolean) => writeOpenApi('chime', check),
  'docs/openapi/chime-reports.json': (check: boolean) => writeOpenApi('chime-reports', check),
  'docs/dialects/agentchat.md and its SPEC.md': (check: boolean) => writeCoverage(agentChat, check),
  'docs/dialects/chime.md and its SPEC.md': (check: boolean) => writeCoverage(chime, check),
  'docs/dialects/chime-reports.md and its SPEC.md': (check: boolean) => writeCoverage(chimeReports, check),
  'src/wire/time/windows-zones.ts': writeWindowsZones,
}
for (const [name, make] of Object.entries(documents)) {
  if (await make(!write)) continue
  process.stderr.write(`${name} is out of date or incomplete: npm run docs\n`)
  process.exitCode = 1
}
