//! A world of appeals: what `decide` may look at, and the plain one in memory that the demo keeps.
//!
//! Owns: appeals, their threads and the number of the last event. Never: decides or draws lots.
//!
//! Always: only events change it, in the order of their numbers, each at most once.

use crate::Timestamp;
use crate::appeal::{Appeal, Folded};
use crate::command::{Actor, Command};
use crate::decide::decide;
use crate::directory::Directory;
use crate::event::{Event, Recorded};
use crate::id::{AppealId, EventId, MessageId};
use crate::message::{Message, Thread};
use crate::refusal::Refusal;
use std::collections::BTreeMap;

/// The part of the world that a rule may look at.
pub trait Slice {
    /// Everything that appeals refer to by id.
    fn directory(&self) -> &Directory;
    /// The appeal with this id.
    fn appeal(&self, id: AppealId) -> Option<&Appeal>;
    /// A message of that appeal.
    fn message(&self, appeal: AppealId, id: MessageId) -> Option<&Message>;
}

/// All appeals in memory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct World {
    directory: Directory,
    appeals: BTreeMap<AppealId, Appeal>,
    threads: BTreeMap<AppealId, Thread>,
    seq: u64,
}

impl World {
    /// A world with nobody in it yet.
    #[must_use]
    pub fn new(directory: Directory) -> Self {
        Self { directory, ..Self::default() }
    }

    /// The number of the last event folded.
    #[must_use]
    pub fn seq(&self) -> u64 {
        self.seq
    }

    /// All appeals, oldest first.
    pub fn appeals(&self) -> impl DoubleEndedIterator<Item = &Appeal> {
        self.appeals.values()
    }

    /// The whole chat of an appeal.
    #[must_use]
    pub fn thread(&self, appeal: AppealId) -> Option<&Thread> {
        self.threads.get(&appeal)
    }

    /// Decides a command and folds what follows; answers the events as recorded.
    ///
    /// # Errors
    /// The [`Refusal`] of [`decide`]; the world is as it was.
    pub fn execute(
        &mut self,
        actor: Actor,
        now: Timestamp,
        command: &Command,
    ) -> Result<Vec<Recorded>, Refusal> {
        let events = decide(self, actor, now, command)?;
        Ok(events.into_iter().map(|event| self.record(now, event)).collect())
    }

    /// Takes in one recorded event; one already known changes nothing, one too early waits for
    /// nobody and is told as a gap.
    pub fn fold(&mut self, recorded: &Recorded) -> Folded {
        if recorded.seq <= self.seq {
            return Folded::Repeated;
        }
        if recorded.seq != self.seq.saturating_add(1) {
            return Folded::Gap;
        }
        self.seq = recorded.seq;
        let id = recorded.event.appeal();
        if let Event::AppealRegistered { appeal } = &recorded.event {
            self.appeals.insert(id, (**appeal).clone());
        } else if let Some(appeal) = self.appeals.get_mut(&id) {
            appeal.fold(recorded);
        }
        self.threads.entry(id).or_default().fold(recorded);
        Folded::Applied
    }

    fn record(&mut self, at: Timestamp, event: Event) -> Recorded {
        let seq = self.seq.saturating_add(1);
        let version = self.appeals.get(&event.appeal()).map_or(1, |appeal| appeal.version.saturating_add(1));
        let recorded = Recorded { seq, id: EventId::new(at, chance_of(seq)), at, version, event };
        self.fold(&recorded);
        recorded
    }
}

/// In one world of one process the event's number is all the chance that its id needs.
fn chance_of(seq: u64) -> [u8; 10] {
    let mut chance = [0; 10];
    for (place, byte) in chance.iter_mut().rev().zip(seq.to_le_bytes()) {
        *place = byte;
    }
    chance
}

impl Slice for World {
    fn directory(&self) -> &Directory {
        &self.directory
    }

    fn appeal(&self, id: AppealId) -> Option<&Appeal> {
        self.appeals.get(&id)
    }

    fn message(&self, appeal: AppealId, id: MessageId) -> Option<&Message> {
        self.threads.get(&appeal)?.message(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::channel::Channel;
    use crate::given::*;
    use std::collections::BTreeSet;

    /// Takes the appeal and answers the event of it, with the world before and after.
    fn a_taking() -> (World, Recorded, World) {
        let before = waiting();
        let mut after = before.clone();
        let events = after.execute(anna().into(), at(30), &take()).unwrap();
        (before, events.into_iter().next().unwrap(), after)
    }

    #[test]
    fn what_is_recorded_can_be_folded_by_somebody_else() {
        let (mut elsewhere, taking, after) = a_taking();
        assert_eq!(elsewhere.fold(&taking), Folded::Applied);
        assert_eq!(elsewhere, after);
    }

    #[test]
    fn an_event_folded_twice_happened_once() {
        let (_, taking, mut after) = a_taking();
        let before = after.clone();
        assert_eq!(after.fold(&taking), Folded::Repeated);
        assert_eq!(after, before);
    }

    #[test]
    fn an_event_that_misses_others_before_it_is_told_as_a_gap() {
        let (mut before, taking, _) = a_taking();
        let untouched = before.clone();
        assert_eq!(before.fold(&Recorded { seq: taking.seq + 1, ..taking }), Folded::Gap);
        assert_eq!(before, untouched);
    }

    #[test]
    fn an_event_is_dated_by_the_clock_and_numbered_in_its_appeal_and_over_all() {
        let mut world = nobody();
        let steps = [
            (0, CONNECTOR, register(appeal(1), Channel::Telegram, support()), (1, 1)),
            (5, CONNECTOR, register(appeal(2), Channel::Telegram, support()), (2, 1)),
            (5, CONNECTOR, receive(message(1), "Добрый день"), (3, 2)),
            (5, anna().into(), Command::TakeAppeal { appeal: appeal(2) }, (4, 2)),
        ];
        let mut ids = BTreeSet::new();
        for (second, who, command, (seq, version)) in steps {
            let events = world.execute(who, at(second), &command).unwrap();
            let event = events.into_iter().next().unwrap();
            assert_eq!((event.seq, event.version, event.at), (seq, version, at(second)), "{event:?}");
            assert_eq!(event.event.appeal(), command.appeal());
            assert!(ids.insert(event.id), "an id for two events: {event:?}");
        }
        assert_eq!((world.seq(), ids.len()), (4, 4));
        assert!(ids.iter().is_sorted());
    }

    #[test]
    fn appeals_are_told_from_the_oldest() {
        let (early, late) = (AppealId::new(at(0), [9; 10]), AppealId::new(at(1), [1; 10]));
        let world = nobody().and(1, CONNECTOR, register(late, Channel::Telegram, support())).and(
            1,
            CONNECTOR,
            register(early, Channel::Telegram, support()),
        );
        let ids: Vec<_> = world.appeals().map(|appeal| appeal.id).collect();
        assert_eq!(ids, [early, late]);
    }

    #[test]
    fn nothing_is_known_of_an_appeal_that_never_came() {
        let world = waiting();
        assert_eq!(world.appeal(appeal(9)), None);
        assert_eq!(world.thread(appeal(9)), None);
        assert_eq!(world.message(appeal(9), message(1)), None);
    }
}
