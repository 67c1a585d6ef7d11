//! The world that the kit keeps beside the backend: folded from what the administrator hears, and asked what each wish
//! will be answered with.
//!
//! Owns: the comparison of what came with what `decide` and `fold` of the contract say. Never: assumes that it knows all
//! of the desk: only the directory, and what the kit has begun itself.
//!
//! Always: what a wish is answered with, which events follow from it, with which versions, and who hears of them, is known
//! beforehand; anything else is told as a finding.

mod audience;

use crate::check::{Broken, Held, ensure};
use crate::dice::id;
use crate::ear::{Ear, patience};
use crate::person::Person;
use audience::Told;
use desk_contract::command::{Actor, Command};
use desk_contract::id::{CommandId, OperatorId};
use desk_contract::subject::Subject;
use desk_contract::wire::{Problem, Receipt, Session};
use desk_contract::{Event, Recorded, Refusal, Slice, Timestamp, World, decide};
use std::collections::{BTreeMap, BTreeSet};

/// What a wish came to, as foretold.
pub(crate) type Answer = Result<Vec<Recorded>, Refusal>;

/// The world beside.
pub(crate) struct Model {
    /// As far as it is known.
    pub(crate) world: World,
    admin: OperatorId,
    /// The administrator's ear, which hears of everything but what is others' own.
    ear: Ear,
    /// Everybody's ears, and of what each is to have heard.
    told: Told,
    /// How far the backend's clock is ahead of this one.
    ahead: chrono::TimeDelta,
    /// Whether the number of the next appeal is known.
    knows_numbers: bool,
    /// Which commands were granted.
    pub(crate) granted: BTreeSet<&'static str>,
    /// Which refusals were provoked.
    pub(crate) refused: BTreeSet<&'static str>,
    /// The commands of the kit that it has heard all of.
    done: BTreeMap<CommandId, u64>,
}

impl Model {
    /// Begins where a session begins.
    pub(crate) async fn of(admin: &Person, session: &Session) -> Result<Self, Broken> {
        Ok(Self {
            world: World::new(session.directory.clone()),
            admin: session.me,
            ear: Ear::open(admin, session.seq).await?,
            told: Told::default(),
            ahead: session.at - chrono::Utc::now(),
            knows_numbers: false,
            granted: BTreeSet::new(),
            refused: BTreeSet::new(),
            done: BTreeMap::new(),
        })
    }

    /// Listens with somebody, too.
    pub(crate) async fn listens(&mut self, person: &Person) -> Held {
        self.told.listens(person, self.ear.last).await
    }

    /// The backend's clock, as far as it is known.
    pub(crate) fn now(&self) -> Timestamp {
        chrono::Utc::now() + self.ahead
    }

    /// What a wish would be answered with.
    pub(crate) fn foretold(&self, actor: Actor, command: &Command) -> Result<Vec<Event>, Refusal> {
        decide(&self.world, actor, self.now(), command)
    }

    /// Wishes something, and holds what came against what was foretold.
    pub(crate) async fn wish(&mut self, who: &Person, command: impl Into<Command>) -> Result<Answer, Broken> {
        self.wish_by(id(CommandId::new), who, &command.into()).await
    }

    /// The same, by this key.
    pub(crate) async fn wish_by(
        &mut self,
        key: CommandId,
        who: &Person,
        command: &Command,
    ) -> Result<Answer, Broken> {
        let foretold = self.foretold(who.actor, command);
        let answered = who.wish_by(key, command).await?;
        match (foretold, answered) {
            (Ok(events), Ok(receipt)) => {
                let heard = self.follow(key, who, command, (events.len(), receipt)).await?;
                self.granted.insert(command.name());
                Ok(Ok(heard))
            }
            (Err(refusal), Err(problem)) if problem.refusal().as_ref() == Some(&refusal) => {
                self.refused.insert(refusal.code());
                Ok(Err(refusal))
            }
            (foretold, answered) => Err(otherwise(who, command, &foretold, &answered)),
        }
    }

    /// Wishes something that must be granted.
    pub(crate) async fn grants(
        &mut self,
        who: &Person,
        command: impl Into<Command>,
    ) -> Result<Vec<Recorded>, Broken> {
        let command = command.into();
        let answer = self.wish(who, command.clone()).await?;
        answer.map_err(|refusal| {
            let what = format!("{} by {}, as the kit meant it", command.name(), who.name);
            Broken::new(
                format!("{what}, is granted"),
                format!("the contract itself refuses: {}", refusal.code()),
            )
        })
    }

    /// Wishes something that must be refused with this code.
    pub(crate) async fn refuses(&mut self, who: &Person, command: impl Into<Command>, code: &str) -> Held {
        let command = command.into();
        let answer = self.wish(who, command.clone()).await?;
        let said = answer.as_ref().map_or_else(Refusal::code, |_| "granted");
        let what = format!("{} by {}, as the kit meant it", command.name(), who.name);
        ensure(
            said == code,
            format!("{what}, is refused with {code}"),
            format!("the contract itself says: {said}"),
        )
    }

    /// Hears what follows from a granted wish.
    async fn follow(
        &mut self,
        key: CommandId,
        who: &Person,
        command: &Command,
        (count, receipt): (usize, Receipt),
    ) -> Result<Vec<Recorded>, Broken> {
        let heard = self.hear(key, (who, command, count)).await?;
        let Some(first) = heard.first() else { return Ok(heard) };
        self.learn_number(&heard);
        let due = decide(&self.world, who.actor, first.at, command).map_err(|refusal| {
            Broken::new(format!("{} is refused with {}", command.name(), refusal.code()), "it was granted")
        })?;
        for (due, came) in due.iter().zip(&heard) {
            if *due != came.event {
                let expected = format!("from {} follows {}", command.name(), told(due));
                return Err(Broken::new(expected, told(&came.event)));
            }
        }
        ensure(
            due.len() == heard.len(),
            format!("{} events from {}", due.len(), command.name()),
            heard.len(),
        )?;
        let last = heard.last().map_or(0, |event| event.seq);
        let expected =
            format!("what follows from {} has numbers up to its receipt's, {}", command.name(), receipt.seq);
        ensure(last <= receipt.seq, expected, format!("number {last}"))?;
        for event in &heard {
            self.fold(event)?;
        }
        self.done.insert(key, last);
        Ok(heard)
    }

    /// The events of a command, from the ear that hears of them; what others did before is folded on the way.
    async fn hear(
        &mut self,
        key: CommandId,
        (who, command, count): (&Person, &Command, usize),
    ) -> Result<Vec<Recorded>, Broken> {
        let mut heard = Vec::new();
        let is_own = matches!(command, Command::SaveDraft(_) | Command::SavePreferences(_));
        let what = format!("what follows from {}", command.name());
        let end = patience();
        while heard.len() < count {
            // What is the administrator's own comes to the ear that hears of all else.
            let own = who.id().filter(|id| is_own && *id != self.admin).and_then(|id| self.told.ear_of(id));
            let event = match own {
                Some(ear) => ear.event_by(key, &what).await?,
                None => self.ear.event_until(end, &what).await?,
            };
            if event.command == Some(key) {
                heard.push(event);
            } else if heard.is_empty() {
                self.is_of_no_done_command(&event)?;
                self.fold(&event)?;
            } else {
                let expected = format!("the {count} events of {} one after the other", command.name());
                return Err(Broken::new(expected, format!("{} of another amid them", event.event.name())));
            }
        }
        Ok(heard)
    }

    /// Takes in all that is heard until an event of this command: for what was wished past this model.
    pub(crate) async fn catches_up(&mut self, key: CommandId, what: &str) -> Result<Recorded, Broken> {
        self.catches_up_any(&[key], what).await
    }

    /// The same, of any of these commands.
    pub(crate) async fn catches_up_any(
        &mut self,
        keys: &[CommandId],
        what: &str,
    ) -> Result<Recorded, Broken> {
        let end = patience();
        loop {
            let event = self.ear.event_until(end, what).await?;
            self.learn_number(std::slice::from_ref(&event));
            self.fold(&event)?;
            if event.command.is_some_and(|key| keys.contains(&key)) {
                return Ok(event);
            }
        }
    }

    /// Holds what each was told against what he may be told.
    pub(crate) async fn settles(&mut self) -> Held {
        self.told.settles(self.ear.last).await
    }

    fn is_of_no_done_command(&self, event: &Recorded) -> Held {
        match event.command.and_then(|key| self.done.get(&key)) {
            Some(last) => Err(Broken::new(
                format!("nothing more follows from a command whose last event was {last}"),
                format!("{} as number {}", event.event.name(), event.seq),
            )),
            None => Ok(()),
        }
    }

    /// How many appeals there were before the kit came is not known until its first has a number.
    fn learn_number(&mut self, heard: &[Recorded]) {
        for recorded in heard {
            if let (Event::AppealRegistered(it), false) = (&recorded.event, self.knows_numbers) {
                let before = it.appeal.number.saturating_sub(1);
                self.world = std::mem::take(&mut self.world).numbered_after(before);
                self.knows_numbers = true;
            }
        }
    }

    /// Folds an event, and notes who is to hear of it. The world counts by itself: what is others' own it never hears.
    fn fold(&mut self, recorded: &Recorded) -> Held {
        let subject = recorded.event.subject();
        let before = self.world.version_of(subject);
        let is_own = matches!(subject, Subject::Own(_));
        if before > 0 && !is_own {
            let due = before.saturating_add(1);
            let expected =
                format!("{} raises the version of what it is about to {due}", recorded.event.name());
            ensure(recorded.version == due, expected, recorded.version)?;
        }
        let seq = self.world.seq().saturating_add(1);
        self.world.fold(&Recorded { seq, ..recorded.clone() });
        self.told.happened(&self.world, recorded);
        Ok(())
    }

    /// Where an operator stands in the directory.
    pub(crate) fn operator(&self, id: OperatorId) -> Result<desk_contract::operator::Operator, Broken> {
        let known = self.world.directory().operator(id).cloned();
        known.ok_or_else(|| Broken::new("an operator of the directory", "he is not there"))
    }
}

/// Something else came than was foretold.
fn otherwise(
    who: &Person,
    command: &Command,
    foretold: &Result<Vec<Event>, Refusal>,
    answered: &Result<Receipt, Box<Problem>>,
) -> Broken {
    let said = serde_json::to_string(command).unwrap_or_default();
    let expected = match foretold {
        Ok(events) => format!("granted, {} events", events.len()),
        Err(refusal) => format!("refused with {} under {}", refusal.code(), refusal.status()),
    };
    let came = match answered {
        Ok(_) => "granted".to_owned(),
        Err(problem) => format!("{} `{}`: {}", problem.status, problem.code, problem.detail),
    };
    Broken::new(format!("{} by {}: {expected} ({said})", command.name(), who.name), came)
}

fn told(event: &Event) -> String {
    serde_json::to_string(event).unwrap_or_else(|_| event.name().to_owned())
}
