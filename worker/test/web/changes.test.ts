import { expect, it } from 'vitest'
import type { Summary } from '../../web/api/types'
import { standings } from '../../web/pages/changes'

const dataset = (name: string, last: string, latest: string, newest: string, changed: string): Summary =>
  ({
    dataset: name,
    publication: 'p',
    ...{ last_period: last, latest_release: latest, newest_release: newest, changed_at: changed },
  }) as Summary

it('says of a publication how far its data go, and of what came last which release it was', () => {
  const far = dataset('far', '2025-06-30', '2025-06', '2025-06', '2026-01-01T00:00:00Z')
  const late = dataset('late', '2024-12-31', '2024-12', '2024-05', '2026-02-01T00:00:00Z')

  for (const each of [
    [far, late],
    [late, far],
  ]) {
    expect(standings(each)).toEqual([{ latest: far, changed: late }])
  }
})
