/**
 * Third-person verbs that start a function's doc comment. Verbs that the house style replaces are left out on purpose:
 * "Answers", "Books", "Comes", "Goes", "Notes", "Says", "Spells", "Stands".
 */
export const verbs = words(`
  abbreviates abandons aborts accepts accounts accumulates acknowledges acquires activates acts adapts adds adjusts admits
  advances advertises aggregates aligns allocates allows amends announces anonymizes appends applies appoints
  approves archives arms asks assembles asserts assesses assigns associates assumes attaches attempts audits
  authenticates authorizes awaits backs balances begins binds blocks boots bounds breaks brings broadcasts buffers
  builds bundles buys bypasses caches calculates calls cancels canonicalizes captures carries cascades catches causes
  changes charges checks chooses claims classifies cleans clears clicks clones closes coerces collapses collects
  combines commits compares compiles completes composes compresses computes concatenates confirms connects
  constructs consumes continues converts copies corrects counts covers crawls creates cuts deactivates deals debits
  decides declares declines decodes decorates decreases decrements decrypts dedupes deduplicates defaults defers
  defines delays delegates deletes delivers denies deploys derives describes deserializes destroys detaches detects
  determines diffs digests disables discards disconnects discovers dismisses dispatches displays disposes
  distinguishes distributes divides does doubles downloads drains draws drives drops duplicates echoes edits elects
  emails emits empties emulates enables encodes encrypts ends enforces enqueues enrolls ensures enters enumerates
  erases escapes estimates evaluates evicts examines excludes executes exits expands expects expires explains
  exports exposes expresses extends extracts fails fakes feeds fetches files fills filters finalizes finds finishes
  fires fits flags flattens flushes folds follows forces forgets formats forwards frees freezes fulfills gates
  gathers generates gets gives grants groups guarantees guards guesses halts handles hands has hashes hides holds
  honors hydrates identifies ignores imitates implements imports includes increases increments indexes indicates
  infers initializes injects inserts inspects installs instantiates intercepts interprets interrupts invalidates
  inverts invites invokes issues iterates joins judges keeps kills labels lands launches lays leaves lends lets
  lifts limits links listens lists loads localizes locates locks logs looks lowers maintains makes manages maps
  marks masks matches measures memoizes merges migrates mints mirrors mocks models modifies monitors mounts moves
  multiplies names narrows navigates negates normalizes notifies numbers observes obtains offers omits opens orders
  overrides overwrites packages packs pads pages paints pairs parses partitions passes pastes patches pauses pays
  performs permits persists picks pings pins pipes places plans plays points polls pools pops populates posts
  prefers prefixes prepares prepends presents preserves presses prevents prices prints probes processes produces
  projects promotes prompts proposes protects proves provides provisions proxies prunes publishes pulls purchases
  purges pushes puts queries queues quotes raises randomizes ranks rates re-encrypts re-reads reaches reacts reads
  rebuilds recalculates receives recognizes recomputes reconciles reconnects reconstructs records recovers recreates
  redacts redeems redelivers redirects reduces refers refreshes refunds refuses registers rejects relays releases
  reloads remembers reminds removes renames renders renews reopens reorders repairs repeats replaces replays replies
  reports represents reprices requests requeues requires rereads resends reserves resets resolves responds restarts
  restocks restores restricts resumes retains retries retrieves returns reuses reverses reverts revises revokes
  rewrites rolls rotates rounds routes runs samples sanitizes satisfies saves scales scans schedules scores scrolls
  seals searches secures seeds sees selects sells sends separates serializes serves sets settles shapes shares ships
  shortens shows shuffles shuts signals signs simulates skips sleeps slices smooths solves sorts spawns specifies
  spends splits spreads stages stamps starts states steers stops stores streams strips stubs submits subscribes
  substitutes subtracts suggests summarizes sums supplies supports suppresses suspends swaps sweeps switches
  synchronizes synthesizes tabulates tags takes tears tells tests throttles throws ties toggles totals traces tracks
  trains transacts transfers transforms translates traverses treats tries triggers trims truncates trusts turns
  types undoes unescapes unfolds uninstalls unlinks unlocks unmounts unpacks unpublishes unregisters unsubscribes
  unwraps updates upgrades uploads upserts uses validates verifies views visits voids waits wakes walks warms warns
  watches weighs widens withdraws withholds works wraps writes yields zeroes
`);

/** Verbs whose spelling is also a common plural noun; "Holds of an order" means the noun. */
export const alsoNouns = words(`
  accounts aggregates changes charges checks claims counts digests draws emails exports files filters flags groups
  hashes holds imports indexes issues labels limits links lists locks logs maps marks matches measures models names
  numbers offers orders packages packs pages pairs parts passes patches places plans plays points pools posts prefixes
  prices processes projects quotes queues queries rates reads records refunds reminds replies reports requests resets
  returns rounds routes runs samples scores searches seals shares ships shows signals signs skips slices sorts stages
  stamps starts states steps stops stores streams sums tags tests texts totals traces tracks turns types updates
  uploads uses views visits waits works writes
`);

/** Verbs of `alsoNouns` that take a clause: "Checks that a price is whole" means the verb. */
export const takeClauses = words("checks counts marks records reports requests signals states tests");

/** Splits a text into its words. */
function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}
