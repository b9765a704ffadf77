// The words of a mail, read and written as the person who gets it, at the moment when it is sent. What they may not read
// any more is not in it, and then there is no mail.
import type { Viewer } from '../kernel/audience'
import { Prisma, type Tx } from '../kernel/db'
import { settings } from '../kernel/settings'
import { asReader } from './as-reader'
import { oneLine } from './one-line'
import { writeRiskMail } from './risks'

export type News = { kind: string; subjectId: string; event: string; personId: string | null }
export type Written = { subject: string; text: string }

/** The mail about `news` for one person; null when it is not theirs to read (any more). */
export async function writeMail(personId: string, news: News): Promise<Written | null> {
  return asReader(personId, async (tx, viewer) => {
    if (news.kind === 'risk') return writeRiskMail(tx, news)
    const comment = news.kind === 'comment' ? await findComment(tx, news.subjectId) : null
    if (comment?.itemId) return writeSaid(tx, viewer, comment.itemId, comment)
    const requestId = news.kind === 'request' ? news.subjectId : comment?.requestId
    if (!requestId) return null
    const request = await tx.request.findFirst({
      where: { id: requestId, archivedAt: null },
      select: {
        key: true,
        title: true,
        status: true,
        closingWords: true,
        urgentReason: true,
        requesterId: true,
        requester: { select: { name: true } },
        owner: { select: { name: true } },
      },
    })
    if (!request) return null
    const who = news.personId
      ? ((await tx.person.findFirst({ where: { id: news.personId }, select: { name: true } }))?.name ??
        'Somebody')
      : 'Daylight'
    const words = sentence({ event: news.event, who, toRequester: request.requesterId === personId, request })
    const closed = news.event === 'request.done' || news.event === 'request.declined'
    const said =
      comment?.body ??
      (news.event === 'request.created-urgent' ? request.urgentReason : closed ? request.closingWords : null)
    const address = `${settings().publicAddress}/requests/${request.key}`
    return {
      subject: oneLine(`${request.key} ${words.subject}: ${request.title}`),
      text:
        [words.text, said?.trim(), `Read and answer it here: ${address}`].filter(Boolean).join('\n\n') + '\n',
    }
  })
}

/** What somebody said under an item. */
async function writeSaid(
  tx: Tx,
  viewer: Viewer,
  itemId: string,
  { author, mentions, body }: NonNullable<Awaited<ReturnType<typeof findComment>>>,
): Promise<Written | null> {
  const item = await tx.item.findFirst({ where: { id: itemId }, select: { key: true, title: true } })
  if (!item) return null
  const named = mentions.some(({ personId }) => personId === viewer.id)
  const what = `${author.name} ${named ? 'named you' : 'said something'}`
  const address = `${settings().publicAddress}/items/${item.key}`
  return {
    subject: oneLine(`${item.key} ${item.title}: ${what}`),
    text: `${what} under “${oneLine(item.title)}”:\n\n${body.trim()}\n\nRead it here, or stop watching it: ${address}\n`,
  }
}

async function findComment(tx: Tx, id: string) {
  return tx.comment.findFirst({
    where: { id },
    select: {
      requestId: true,
      itemId: true,
      body: true,
      author: { select: { name: true } },
      mentions: { select: { personId: true } },
    },
  } satisfies Prisma.CommentFindFirstArgs)
}

type Told = {
  event: string
  who: string
  toRequester: boolean
  request: { title: string; status: string; owner: { name: string } | null }
}

function sentence({ event, who, toRequester, request }: Told): Written {
  const title = `“${oneLine(request.title)}”`
  switch (event) {
    case 'request.created-urgent':
      return { subject: 'is urgent', text: `${who} asked for something that cannot wait: ${title}.` }
    case 'request.seen':
      return { subject: 'was seen', text: `${who} has read your request ${title}. It waits for its turn.` }
    case 'request.taken':
      return {
        subject: 'is being worked on',
        text: `${request.owner?.name ?? who} took your request ${title} in hand.`,
      }
    case 'request.done':
      return { subject: 'is done', text: `Your request ${title} is done.` }
    case 'request.declined':
      return { subject: 'was declined', text: `The security team will not do ${title}. ${who} says why:` }
    case 'request.reopened':
      return { subject: 'is open again', text: `${who} opened ${title} again.` }
    default:
      if (!toRequester) return { subject: 'has an answer', text: `${who} wrote about ${title}:` }
      return request.status === 'waiting'
        ? { subject: 'waits for you', text: `${who} asks you about your request ${title}:` }
        : { subject: 'has a reply', text: `${who} replied to your request ${title}:` }
  }
}
