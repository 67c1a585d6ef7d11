//! The outbox: commands that an operator has given and nobody has answered, and which of them may leave next.
//!
//! Owns: their order. Never: their copy on disk, or whether a command is allowed.
//!
//! Always: a command leaves only after every earlier one that names something it names, such as its appeal, has been
//! answered; what has nothing to do with it overtakes it. A command goes out of here only on an answer.

use crate::{Millis, wait_ms};
use desk_contract::id::{AttachmentId, CommandId, OperatorId};
use desk_contract::json::value_of;
use desk_contract::{Command, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// The most commands that are under way at once: as many as a browser opens connections to one server.
const MOST_UNDER_WAY: usize = 4;

/// After so many bugs of the server one after the other, and nothing else between, a command is given back.
const MOST_BUGS: u32 = 6;

/// A command as it lies on disk.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Kept {
    /// Its idempotency key, made at the moment of the click.
    pub id: CommandId,
    /// Who gave it: nobody else's session may send it.
    pub operator: OperatorId,
    /// When.
    pub at: Timestamp,
    /// Its place in the order.
    pub place: u64,
    /// What he wishes.
    pub command: Command,
}

/// A command in the outbox.
#[derive(Clone, Debug)]
struct Waiting {
    kept: Kept,
    names: BTreeSet<Uuid>,
    is_under_way: bool,
    failures: u32,
    bugs: u32,
    not_before: Millis,
}

/// What becomes of a command that was not answered for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failed {
    /// It waits, and is tried again.
    Waits,
    /// The server breaks at it again and again: whoever gave it must know. It stays until it is answered.
    IsHopeless,
}

/// The turn of a command that is not kept here and yet overtakes nothing that it hangs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Turn(u64);

/// What waits, in the order in which it was given.
#[derive(Clone, Debug, Default)]
pub struct Outbox {
    waiting: Vec<Waiting>,
    /// Whose turn it is not yet, and what is before him.
    turns: BTreeMap<Turn, BTreeSet<CommandId>>,
    last_turn: u64,
}

impl Outbox {
    /// A command was given, or was found on disk. One that is here already stays as it is.
    pub fn put(&mut self, kept: Kept) {
        if self.waiting.iter().any(|it| it.kept.id == kept.id) {
            return;
        }
        let place = self.waiting.partition_point(|it| (it.kept.place, it.kept.id) <= (kept.place, kept.id));
        let names = names_of(&kept.command);
        self.waiting
            .insert(place, Waiting { kept, names, is_under_way: false, failures: 0, bugs: 0, not_before: 0 });
    }

    /// What may leave now, in order; it counts as under way from then on.
    pub fn leave(&mut self, now: Millis) -> Vec<Kept> {
        let mut room =
            MOST_UNDER_WAY.saturating_sub(self.waiting.iter().filter(|it| it.is_under_way).count());
        let mut named_before: BTreeSet<Uuid> = BTreeSet::new();
        let mut leaving = Vec::new();
        for it in &mut self.waiting {
            let is_free = it.names.is_disjoint(&named_before);
            if is_free && room > 0 && !it.is_under_way && it.not_before <= now {
                it.is_under_way = true;
                room -= 1;
                leaving.push(it.kept.clone());
            }
            named_before.extend(&it.names);
        }
        leaving
    }

    /// A command that is not kept here waits for all that is here now and names something it names; none where nothing
    /// does: then it may leave at once.
    pub fn awaits_turn(&mut self, command: &Command) -> Option<Turn> {
        let names = names_of(command);
        let before = self.waiting.iter().filter(|it| !it.names.is_disjoint(&names));
        let before: BTreeSet<_> = before.map(|it| it.kept.id).collect();
        if before.is_empty() {
            return None;
        }
        self.last_turn += 1;
        let turn = Turn(self.last_turn);
        self.turns.insert(turn, before);
        Some(turn)
    }

    /// Nobody waits for it any more.
    pub fn forgets_turn(&mut self, turn: Turn) {
        self.turns.remove(&turn);
    }

    /// It was answered: it is here no more. Tells whose turn has come by that, each once; nothing where it was not here.
    pub fn answered(&mut self, id: CommandId) -> Option<Vec<Turn>> {
        let place = self.waiting.iter().position(|it| it.kept.id == id)?;
        self.waiting.remove(place);
        self.turns.values_mut().for_each(|before| _ = before.remove(&id));
        Some(self.turns.extract_if(.., |_, before| before.is_empty()).map(|(turn, _)| turn).collect())
    }

    /// It was not: it waits until it is tried again. `is_bug` is that the server broke at it; a line that broke in
    /// between says nothing of that.
    pub fn failed(
        &mut self,
        id: CommandId,
        now: Millis,
        (after_ms, is_bug): (Option<u32>, bool),
        chance: u32,
    ) -> Failed {
        let Some(it) = self.waiting.iter_mut().find(|it| it.kept.id == id) else { return Failed::Waits };
        it.is_under_way = false;
        it.failures = it.failures.saturating_add(1);
        it.bugs = if is_bug { it.bugs.saturating_add(1) } else { 0 };
        let wait = wait_ms(it.failures, chance).max(after_ms.unwrap_or(0));
        it.not_before = now.saturating_add(u64::from(wait));
        if it.bugs >= MOST_BUGS { Failed::IsHopeless } else { Failed::Waits }
    }

    /// The line is back: nothing waits for its hour any more.
    pub fn wake(&mut self) {
        self.waiting.iter_mut().for_each(|it| it.not_before = 0);
    }

    /// What waits, in order.
    pub fn kept(&self) -> impl ExactSizeIterator<Item = &Kept> {
        self.waiting.iter().map(|it| &it.kept)
    }

    /// Whether a command that waits brings this file along.
    #[must_use]
    pub fn wants_file(&self, file: AttachmentId) -> bool {
        self.waiting.iter().any(|it| files_of(&it.kept.command).contains(&file))
    }
}

/// The files that go with a command.
#[must_use]
pub fn files_of(command: &Command) -> &[AttachmentId] {
    match command {
        Command::SendMessage(it) => &it.attachments,
        Command::SendMail(it) => &it.attachments,
        _ => &[],
    }
}

/// Every id that a command names.
fn names_of(command: &Command) -> BTreeSet<Uuid> {
    let mut names = BTreeSet::new();
    // A command is always JSON; one that were not would wait for nobody.
    collect(&value_of(command).unwrap_or_default(), &mut names);
    names
}

fn collect(value: &serde_json::Value, names: &mut BTreeSet<Uuid>) {
    match value {
        serde_json::Value::String(text) if text.len() == 36 => names.extend(Uuid::parse_str(text).ok()),
        serde_json::Value::Array(all) => all.iter().for_each(|one| collect(one, names)),
        serde_json::Value::Object(fields) => fields.values().for_each(|one| collect(one, names)),
        _ => {}
    }
}
