package dev.switchboard.journal.disk;

/// Who commits: never more than one thread. What belongs to whoever commits is handed on with the role.
///
/// ```
///            ┌──something waits, or the end──► COMMITTER ──nothing waits──┐
///  NOBODY ◄──┤                                                            ├──► NOBODY
///            └──a lone publication──► LEADER ──told───────────────────────┘
///                                       └── a defect ──► BROKEN
/// ```
enum Role {
    NOBODY,
    /// The thread `journal-committer`, which keeps the role until nothing waits, and at the end for good.
    COMMITTER,
    /// A thread that asked for its own publication to be decided, for one group.
    LEADER,
    /// A leader failed in the midst of a group: nothing may be written any more.
    BROKEN
}
