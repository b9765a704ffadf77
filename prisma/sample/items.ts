// The team's work of five iterations. Epics come from promoted ideas and have their steps below them; the rest is small
// work, bugs and asks. A line is: title | status | priority | estimate | iteration (-1 the oldest, 2 runs, 3 the next, - none) | audience | who
import type { CastName } from './cast'

export type SampleItem = {
  title: string
  status: 'backlog' | 'ready' | 'in-progress' | 'in-review' | 'done'
  priority: 'urgent' | 'high' | 'medium' | 'low' | 'none'
  estimate: number | null
  iteration: number | null
  audience: 'public' | 'internal' | 'private' | 'restricted'
  assignee: CastName | null
}

const statuses = { b: 'backlog', r: 'ready', p: 'in-progress', v: 'in-review', d: 'done' } as const
const priorities = { u: 'urgent', h: 'high', m: 'medium', l: 'low', n: 'none' } as const
const audiences = { o: 'public', i: 'internal', p: 'private', r: 'restricted' } as const
const people = { l: 'lead', e: 'engineer', a: 'analyst', o: 'operations', '-': null } as const

/** Reads the short lines below; a wrong letter is a mistake in this file and is said at once. */
function read(lines: string): SampleItem[] {
  return lines
    .trim()
    .split('\n')
    .map((line) => {
      const [title, status, priority, estimate, iteration, audience, who] = line
        .split('|')
        .map((part) => part.trim())
      const item = {
        title: title!,
        status: statuses[status as keyof typeof statuses],
        priority: priorities[priority as keyof typeof priorities],
        estimate: estimate === '-' ? null : Number(estimate),
        // The oldest comes first among those that are made.
        iteration: iteration === '-' ? null : Number(iteration) + 1,
        audience: audiences[audience as keyof typeof audiences],
        assignee: people[who as keyof typeof people],
      }
      if (Object.values(item).some((value) => value === undefined))
        throw new Error(`This sample line cannot be read: ${line}`)
      return item
    })
}

/** Steps of the epics, by the key of the idea that was promoted. */
export const steps: Record<string, SampleItem[]> = {
  factor: read(`
    List every account with administrator rights            | d | h | 2 | 0 | i | a
    Hand out security keys to administrators                | d | h | 3 | 0 | i | o
    Recovery that needs two people                          | d | h | 5 | 0 | o | e
    Switch off codes by message for administrators          | d | m | 2 | 1 | o | e
    Write down what happens when a key is lost              | d | l | 1 | 1 | o | a`),
  exercise: read(`
    Write the script of the first exercise                  | d | m | 3 | 0 | p | l
    Hold the first exercise                                 | d | m | 2 | 0 | i | l
    Close the findings of the first exercise                | d | h | 5 | 0 | p | e
    Hold the second exercise, at night                      | d | m | 3 | 1 | i | o
    Close the findings of the second exercise               | d | m | 3 | 1 | p | e`),
  scanner: read(`
    Choose a scanner by its false alarms                    | d | m | 3 | 0 | o | a
    Run it on every merge, warn only                        | d | m | 5 | 1 | o | e
    Agree who mends a finding, and by when                  | d | m | 2 | 1 | i | l
    Stop merges with a critical finding                     | d | h | 3 | 2 | o | e
    Tell owners about findings in their own words           | d | l | 2 | 2 | o | a`),
  library: read(`
    Collect the answers of last year's questionnaires       | d | m | 5 | 1 | i | a
    Give each of the fifty commonest answers an owner       | d | m | 3 | 1 | i | a
    Throw out answers that are no longer true               | v | m | 3 | 2 | i | a
    Let Sales search the library                            | p | h | 5 | 2 | i | e
    Remind owners after three months                        | r | m | 2 | 3 | i | -`),
  'all-factor': read(`
    Roll out to the platform teams                          | d | h | 3 | 2 | o | e
    Roll out to Sales and support                           | p | h | 3 | 2 | o | o
    A page that says what to do without a phone             | v | m | 1 | 2 | o | a
    Roll out to everybody else                              | r | h | 5 | 3 | o | -
    Switch the old way off                                  | b | m | 2 | 3 | o | -`),
  identities: read(`
    Find every key on a build machine                       | d | h | 3 | 1 | p | e
    Identity for the main build                             | p | h | 8 | 2 | p | e
    Identity for the release build                          | r | h | 8 | 3 | p | -
    Take the keys off the machines                          | b | h | 3 | 3 | p | -
    Watch for new keys on build machines                    | b | m | 3 | - | i | -`),
  'legacy-keys': read(`
    Find out who still uses the old deploy account          | d | u | 2 | 1 | r | e
    Move the billing export off the old account             | p | u | 5 | 2 | r | e
    Move the nightly report off the old account             | r | h | 3 | 2 | r | o
    Revoke the four keys and watch for a week               | b | u | 2 | 3 | r | -`),
}

/** Small things that do not belong to a plan but need doing soon. */
export const small = read(`
    Raise the TLS floor of the status page                  | d | m | 1 | 0 | o | o
    Rotate the signing key of the download page             | d | m | 2 | 0 | p | o
    Say on the website how to report a hole                 | d | m | 1 | 0 | o | l
    Remove two unused roles from the cloud account          | d | l | 1 | 0 | i | o
    Update the list of vendors                              | d | l | 1 | 1 | i | a
    Turn on login alerts for the domain registrar           | d | h | 1 | 1 | p | o
    Archive the chat channel of the old rotation            | d | l | 1 | 1 | i | a
    Shorten the session of the support console              | d | m | 2 | 1 | i | e
    Give the on-call phone a second owner                   | d | m | 1 | 1 | i | o
    Clean up group memberships of people who left           | d | h | 2 | 2 | p | o
    Send audit lines of the wiki to the log store           | d | m | 3 | 2 | i | o
    Check backups of the key store by restoring one         | v | h | 3 | 2 | p | o
    Close the staging port left open for a demo             | p | h | 1 | 2 | p | o
    Move the security page to the new site                  | p | l | 2 | 2 | o | a
    Add a content policy to the docs site                   | r | m | 2 | 2 | o | e
    Make the weekly access report readable                  | r | l | 2 | 3 | i | -
    Retire the shared mailbox of the old team               | r | l | 1 | 3 | i | -
    Set an expiry on invitations to the workspace           | r | m | 2 | 3 | o | -
    Write a template for risk acceptance                    | b | m | 2 | 3 | i | -
    Automate the monthly patch report                       | b | m | 3 | - | i | -
    Label every data store by what it holds                 | b | m | 5 | - | i | -
    Measure how long reviews wait                           | b | l | 2 | - | i | -
    Try passkeys inside the team                            | b | m | 3 | - | o | -
    Read the new cloud provider's shared duties             | b | l | 2 | - | i | -
    A short guide to naming secrets                         | b | l | 1 | - | o | -
    Refresh the threat model of sign-up                     | b | m | 5 | - | p | -
    Agree a calendar of exercises for next year             | b | m | 1 | - | i | -
    Collect what customers ask that we cannot answer        | b | l | 2 | - | i | -
    Decide what to log about failed sign-ins                | b | m | 2 | - | p | -
    Prune firewall rules without traffic                    | b | l | 3 | - | p | -
    Name an owner for every public bucket                   | b | m | 2 | - | i | -
    Ask the teams what slows them down in a review          | r | l | 1 | 3 | o | -
    Write down who is called for what, and when             | d | h | 3 | -1 | i | l
    Turn off the old build server                           | d | m | 5 | -1 | p | o
    Turn off the old wiki                                   | d | m | 3 | -1 | i | o
    One list of all systems and their owners                | d | h | 8 | -1 | i | a
    Mail rules for the address that reports come to         | d | m | 2 | -1 | p | a
    Certificates are renewed by themselves                  | d | h | 5 | -1 | p | e
    Practise a restore from the backup                      | d | m | 3 | -1 | i | o`)

export const bugs = read(`
    Audit export drops the zone of a time                   | d | m | 1 | 0 | o | e
    Invitation mail shows the wrong workspace name          | d | l | 1 | 0 | o | a
    Access report counts disabled people                    | d | m | 1 | 0 | i | a
    Scanner reports the same finding twice                  | d | l | 2 | 1 | o | e
    Rate limit counts by proxy instead of by address        | d | h | 2 | 1 | p | e
    Password reset link works a second time                 | d | u | 2 | 1 | p | e
    Key alert goes to a channel that is gone                | d | h | 1 | 1 | i | o
    Sign-out does not end the console's session             | d | h | 3 | 2 | p | e
    Error page shows an internal host name                  | d | m | 1 | 2 | p | e
    Long names break the access review table                | v | l | 1 | 2 | o | a
    Search in the log store misses yesterday                | p | m | 3 | 2 | i | o
    Upload of a large report stops at nine tenths           | p | m | 2 | 2 | i | e
    Uninvited address can ask for a demo workspace          | r | h | 3 | 2 | p | -
    Webhook retries for ever on a wrong answer              | r | m | 2 | 3 | o | -
    Second factor prompt hidden on small phones             | r | m | 1 | 3 | o | -
    Time of the last sign-in is in local time               | b | l | 1 | - | o | -
    Copy button copies a trailing blank                     | b | n | 1 | - | o | -
    Role change is shown only after a reload                | b | l | 1 | - | i | -
    Download of the audit log has no progress               | b | l | 2 | - | o | -
    Old API answers a wrong status for a missing page       | b | l | 1 | - | o | -
    Sign-in page forgets where one wanted to go             | d | m | 2 | -1 | i | e
    Time stamps of the access log are an hour off           | d | m | 1 | -1 | p | e`)

export const vulnerabilities = read(`
    Object ids of exports can be guessed                    | d | u | 3 | 1 | r | e
    Markdown preview keeps a dangerous link                 | d | h | 2 | 1 | p | e
    Old parsing library in the import service               | v | h | 2 | 2 | p | e
    Support console trusts a header from outside            | p | u | 3 | 2 | r | e
    Token of a removed integration still works              | r | h | 2 | 2 | p | -
    Verbose error in the partner interface                  | b | l | 1 | - | p | -`)

export const asks = read(`
    Review: payment provider switch                         | d | m | 3 | 0 | i | e
    Help Sales with a call about data residency             | d | m | 1 | 0 | i | l
    Review: import of private repositories                  | d | h | 5 | 1 | p | e
    Explain our encryption to a partner                     | d | l | 1 | 1 | i | a
    Review: mobile sign-in                                  | d | h | 3 | 1 | i | e
    Access model for the support console                    | d | m | 3 | 2 | i | a
    Check a vendor for the new survey tool                  | v | m | 2 | 2 | i | a
    Review: public interface, second version                | p | h | 5 | 2 | i | e
    Threat model with the billing team                      | p | m | 3 | 2 | i | a
    Unblock a partner at the firewall                       | r | m | 1 | 2 | i | -
    Advice on storing recordings of calls                   | r | l | 2 | 3 | i | -
    Review: new search service                              | r | m | 5 | 3 | i | -
    Answer the auditors' sample of changes                  | b | m | 3 | 3 | p | -
    Talk about phishing at the all-hands                    | b | l | 1 | - | o | -
    Look at the contract of the translation vendor          | b | l | 1 | - | i | -
    Help recruiting with a security task                    | b | l | 2 | - | i | -
    Advice on feature flags and secrets                     | b | l | 1 | - | i | -
    Review: file conversion in the browser                  | b | m | 3 | - | i | -
    Check the retention of support chats                    | b | m | 2 | - | i | -
    Prepare the yearly access review                        | b | h | 3 | - | p | -`)
