//! Who is told of what: everybody's ears, and what each is to have heard (E6, U1).
//!
//! Always: of the kit's own doings each hears exactly what `sight` of the contract lets him hear, in order, once.

use crate::check::{Broken, Held, ensure};
use crate::ear::{Ear, PATIENCE, patience};
use crate::person::Person;
use desk_contract::id::{CommandId, OperatorId};
use desk_contract::sight::is_told;
use desk_contract::subject::Subject;
use desk_contract::{Recorded, Slice, World};
use std::collections::BTreeMap;
use std::time::Duration;

/// How long is waited for what should not come.
const BEHIND: Duration = Duration::from_millis(150);

/// One who listens.
pub(super) struct Listener {
    name: String,
    /// None for a connector.
    id: Option<OperatorId>,
    ear: Ear,
    /// What he is to hear, by number: what it is.
    due: BTreeMap<u64, &'static str>,
    /// What he heard.
    heard: BTreeMap<u64, Recorded>,
}

/// All who listen.
#[derive(Default)]
pub(super) struct Told {
    listeners: Vec<Listener>,
    /// The numbers of events that the model has folded: of others nothing is known.
    known: BTreeMap<u64, &'static str>,
}

impl Listener {
    /// The next event of a command.
    pub(super) async fn event_by(&mut self, key: CommandId, what: &str) -> Result<Recorded, Broken> {
        let end = patience();
        loop {
            let event = self.ear.event_until(end, what).await?;
            self.heard.insert(event.seq, event.clone());
            if event.command == Some(key) {
                return Ok(event);
            }
        }
    }

    /// Hears all that is due.
    async fn catches_up(&mut self) -> Held {
        let end = patience();
        while let Some((last, name)) = self.due.last_key_value().filter(|(last, _)| **last > self.ear.last) {
            let what = format!("number {last} ({name}), which he may hear of");
            let event = self.ear.event_until(end, &what).await?;
            self.heard.insert(event.seq, event);
        }
        Ok(())
    }
}

impl Told {
    /// Listens with somebody from a number on.
    pub(super) async fn listens(&mut self, person: &Person, after: u64) -> Held {
        let ear = Ear::open(person, after).await?;
        let (due, heard) = (BTreeMap::new(), BTreeMap::new());
        self.listeners.push(Listener { name: person.name.clone(), id: person.id(), ear, due, heard });
        Ok(())
    }

    /// An operator's ear.
    pub(super) fn ear_of(&mut self, id: OperatorId) -> Option<&mut Listener> {
        self.listeners.iter_mut().find(|listener| listener.id == Some(id))
    }

    /// Something happened; this is the world after it.
    pub(super) fn happened(&mut self, world: &World, recorded: &Recorded) {
        let name = recorded.event.name();
        // Of an appeal that others have begun before, it is not known who may see it.
        if let Subject::Appeal(id) = recorded.event.subject()
            && world.appeal(id).is_none()
        {
            return;
        }
        self.known.insert(recorded.seq, name);
        for listener in &mut self.listeners {
            let hears = match listener.id {
                Some(id) => is_told(world, id, &recorded.event),
                None => !matches!(recorded.event.subject(), Subject::Own(_)),
            };
            if hears {
                listener.due.insert(recorded.seq, name);
            }
        }
    }

    /// Holds what each heard against what he was to hear. All up to `folded` is in the model; what is an operator's own
    /// comes to it by his own ear, and so before what others did meanwhile.
    pub(super) async fn settles(&mut self, folded: u64) -> Held {
        let last = self.known.last_key_value().map_or(0, |(seq, _)| *seq);
        for listener in &mut self.listeners {
            listener.catches_up().await?;
            // What he should not have heard may come behind.
            while listener.ear.last < last {
                let Some(event) = listener.ear.event_within(BEHIND).await? else { break };
                listener.heard.insert(event.seq, event);
            }
            let name = &listener.name;
            for (seq, what) in &listener.due {
                let expected =
                    format!("{name} hears of number {seq} ({what}) within {} s", PATIENCE.as_secs());
                ensure(listener.heard.contains_key(seq), expected, "he does not")?;
            }
            for seq in listener.heard.keys().filter(|seq| self.known.contains_key(seq)) {
                let what = self.known.get(seq).copied().unwrap_or_default();
                let expected = format!("{name} hears nothing of number {seq} ({what}), which he may not see");
                ensure(listener.due.contains_key(seq), expected, "he does")?;
            }
            listener.due.clear();
            // What the model has not heard of yet is judged another time.
            listener.heard.retain(|seq, _| *seq > folded);
        }
        self.known.clear();
        Ok(())
    }
}
