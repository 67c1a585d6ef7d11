//! The world that the browser shows, made once more outside of it, and what its rules answer.
//!
//! Owns: the same demo from the same seed. Never: a rule; all are asked of the contract.

use desk_contract::address::Address;
use desk_contract::appeal::Stage;
use desk_contract::command::StartAppeal;
use desk_contract::contact::ContactCard;
use desk_contract::directory::Operator;
use desk_contract::id::{AppealId, ContactId, MailboxId, OperatorId};
use desk_contract::refusal::Language;
use desk_contract::sight::may_see;
use desk_contract::{
    Actor, Appeal, Channel, Command, MailProgram, Refusal, Slice, Timestamp, World, allowed, mail_program,
    ways_to_reach,
};
use desk_demo::{Demo, DemoOptions};
use std::error::Error;

/// The demo's clock in a still world, as the tests' own `World` has it.
const NOON: &str = "2026-03-18T12:00:00+03:00";
const SEED: u64 = 2026;

/// A world, and who asks in it.
pub(super) struct Standing {
    pub(super) world: World,
    pub(super) me: OperatorId,
    pub(super) now: Timestamp,
}

/// What a line of the ways to a client is called, and why it is off.
pub(super) type Lane = (&'static str, Option<String>);

impl Standing {
    /// The world of `World::still()`.
    pub(super) fn still() -> Result<Self, Box<dyn Error>> {
        let now = NOON.parse()?;
        let demo = Demo::begin(DemoOptions { seed: SEED, pace: 0.0, ..DemoOptions::default() }, now);
        Ok(Self { world: demo.world().clone(), me: demo.me(), now })
    }

    /// The first appeal that is such a one, the newest first.
    pub(super) fn newest(&self, is_such: impl Fn(&Appeal) -> bool) -> &Appeal {
        let found = self.world.appeals().rev().find(|appeal| is_such(appeal));
        found.unwrap_or_else(|| panic!("the demo has no such appeal any more"))
    }

    /// Whether it is in a queue.
    pub(super) fn is_waiting(appeal: &Appeal) -> bool {
        matches!(appeal.stage, Stage::Waiting)
    }

    /// The appeal of that id.
    pub(super) fn known(&self, id: AppealId) -> &Appeal {
        self.world.appeal(id).unwrap_or_else(|| panic!("no such appeal"))
    }

    /// Whether the operator may see it.
    pub(super) fn sees(&self, appeal: &Appeal) -> bool {
        may_see(self.operator(), appeal)
    }

    /// Who sits at the desk.
    pub(super) fn operator(&self) -> &Operator {
        self.world.directory().operator(self.me).unwrap_or_else(|| panic!("nobody sits here"))
    }

    /// The card of a client.
    pub(super) fn card(&self, id: Option<ContactId>) -> Option<&ContactCard> {
        self.world.cards().contact(id?).map(|contact| &contact.card)
    }

    /// Why the rules would refuse it now.
    pub(super) fn refusal(&self, command: &Command) -> Option<Refusal> {
        allowed(&self.world, Actor::Operator { id: self.me }, self.now, command)
    }

    /// A refusal as the screen says it.
    pub(super) fn said(&self, refusal: &Refusal) -> String {
        let name = |id| self.world.directory().operator(id).map(|it| it.name.clone()).unwrap_or_default();
        refusal.sentence(Language::Ru, name)
    }

    /// Does the same as the operator did in the browser.
    pub(super) fn does(&mut self, command: impl Into<Command>) {
        let done = self.world.execute(Actor::Operator { id: self.me }, self.now, &command.into());
        assert!(done.is_ok(), "what the browser did is refused here: {done:?}");
    }

    /// The wish to begin an appeal there, for the group of that one where it is the operator's.
    pub(super) fn start(
        &self,
        from: &Appeal,
        (channel, address): (Channel, Address),
        mailbox: Option<MailboxId>,
    ) -> Option<StartAppeal> {
        let mine = &self.operator().groups;
        let group = if mine.contains(&from.group) { from.group } else { *mine.first()? };
        let (appeal, contact) = (AppealId::new(self.now, [7; 10]), from.contact?);
        Some(StartAppeal { appeal, channel, contact, address, entry_point: None, mailbox, group })
    }

    /// The lines by which one writes to the client of an appeal, as the rules have them.
    pub(super) fn lanes(&self, appeal: &Appeal) -> Vec<Lane> {
        let is_here = |channel: Channel, address: Option<&Address>| {
            let is_place = address.is_none_or(|it| it.is_same(&appeal.address));
            appeal.operator() == Some(self.me) && appeal.channel == channel && is_place
        };
        let Some(card) = self.card(appeal.contact) else {
            let guest = Some(self.said(&Refusal::StillAGuest));
            let here = |channel| channel_title(channel);
            let mut lanes: Vec<Lane> = Vec::new();
            if is_here(appeal.channel, None) {
                lanes.push((here(appeal.channel), None));
            }
            let others = Channel::ALL
                .into_iter()
                .filter(|it| *it != Channel::Call && *it != Channel::SiteChat && !is_here(*it, None));
            lanes.extend(others.map(|channel| (here(channel), guest.clone())));
            return lanes;
        };
        let ways = ways_to_reach(self.world.directory(), Some(card)).into_iter();
        let lanes = ways.filter(|way| way.channel != Channel::Call).flat_map(|way| {
            let title = channel_title(way.channel);
            if let (true, Some(refusal)) = (way.addresses.is_empty(), &way.refusal) {
                return vec![(title, Some(self.said(refusal)))];
            }
            let to = |address: Address| match way.channel {
                _ if is_here(way.channel, Some(&address)) => vec![(title, None)],
                Channel::Email => self.letters(appeal, &address),
                channel => vec![(title, self.beginning(appeal, (channel, address), None))],
            };
            way.addresses.into_iter().flat_map(to).collect()
        });
        lanes.collect()
    }

    /// One line for each box that the operator may see.
    fn letters(&self, appeal: &Appeal, address: &Address) -> Vec<Lane> {
        let directory = self.world.directory();
        let title = channel_title(Channel::Email);
        if mail_program(directory) == MailProgram::System {
            return vec![(title, None)];
        }
        let seen = directory.mailboxes.iter().filter(|it| it.owner.is_none_or(|owner| owner == self.me));
        let letter = |mailbox: &desk_contract::directory::Mailbox| {
            let reason = self.beginning(appeal, (Channel::Email, address.clone()), Some(mailbox.id));
            // Of several boxes the reason names the one that is not authorised.
            let named = || format!("{}: {}", mailbox.address, self.said(&Refusal::MailboxNotAuthorised));
            (title, if mailbox.is_authorised { reason } else { reason.map(|_| named()) })
        };
        seen.map(letter).collect()
    }

    fn beginning(
        &self,
        appeal: &Appeal,
        to: (Channel, Address),
        mailbox: Option<MailboxId>,
    ) -> Option<String> {
        let refusal = match self.start(appeal, to, mailbox) {
            Some(start) => self.refusal(&start.into()),
            None => Some(Refusal::UnknownGroup),
        };
        refusal.map(|refusal| self.said(&refusal))
    }
}

pub(super) fn channel_title(channel: Channel) -> &'static str {
    channel.title(Language::Ru)
}
