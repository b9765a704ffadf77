// What follows when all items are here: the way that each of them went, and what it is joined with.
import { atTime } from '../kernel/now'
import { relateItems, updateItem } from '../items'
import { rememberJoined } from './commands'
import { asSystem, attempt, type Known, type Read } from './jira-known'
import { planLinks, sourceOf } from './jira-plan'

/**
 * Every item goes the way that its issue went, by the command with which anybody changes a status, at the times of then.
 * A run that was cut off goes on from the last step that it took.
 */
export async function tellPasts(
  read: Read[],
  { known, dryRun, via }: { known: Known; dryRun: boolean; via: string },
) {
  const problems: { key: string; problem: string }[] = []
  let steps = 0
  for (const { issue, plan } of read) {
    const item = known.get(issue.externalId)
    if (item?.joined !== false || item.fingerprint !== plan.fingerprint) continue
    const { reached } = item
    const left = (plan.steps ?? []).filter(({ at }) => reached === null || at > reached)
    for (const { at, status } of left) {
      const problem = dryRun
        ? null
        : await attempt(() => atTime(at, () => updateItem(asSystem, { key: item.key!, status }, { via })))
      if (problem) problems.push({ key: issue.externalId, problem: `Change to ${status}: ${problem}` })
      else steps += 1
    }
  }
  return { problems, steps }
}

/**
 * The second pass: parents and links, through the same commands as everybody's. Once for each issue, so that a second run
 * brings back nothing that somebody took away, and a run that was cut off is completed by the next.
 */
export async function join(
  read: Read[],
  { known, dryRun, via }: { known: Known; dryRun: boolean; via: string },
) {
  const problems: { key: string; problem: string }[] = []
  let [parents, relations] = [0, 0]
  const open = new Map(
    read
      .filter(({ issue }) => known.get(issue.externalId)?.joined === false)
      .map(({ issue }) => [issue.externalId, issue]),
  )
  for (const issue of open.values()) {
    if (!issue.parent) continue
    const [child, parent] = [known.get(issue.externalId), known.get(issue.parent)]
    const problem = !parent
      ? 'it is not here.'
      : dryRun
        ? null
        : await attempt(() =>
            atTime(issue.updatedAt, () =>
              updateItem(asSystem, { key: child!.key!, parent: parent.key! }, { via }),
            ),
          )
    if (problem) problems.push({ key: issue.externalId, problem: `Parent ${issue.parent}: ${problem}` })
    else parents += 1
  }
  for (const link of planLinks(read.map(({ issue }) => issue))) {
    const issue = open.get(link.from) ?? open.get(link.to)
    if (!issue) continue
    const [from, to] = [known.get(link.from), known.get(link.to)]
    const problem =
      !from || !to
        ? `${from ? link.to : link.from} is not here, so the link is left out.`
        : dryRun
          ? null
          : await attempt(() =>
              atTime(issue.updatedAt, () =>
                relateItems(asSystem, { key: from.key!, to: to.key!, kind: link.kind }, { via }),
              ),
            )
    if (problem)
      problems.push({ key: issue.externalId, problem: `${link.from} ${link.kind} ${link.to}: ${problem}` })
    else relations += 1
  }
  if (!dryRun && open.size > 0)
    await rememberJoined(
      asSystem,
      {
        issues: [...open.keys()].map((key) => ({
          source: sourceOf(key),
          externalId: key,
          subjectId: known.get(key)!.id,
        })),
      },
      { via },
    )
  return { problems, parents, relations }
}
